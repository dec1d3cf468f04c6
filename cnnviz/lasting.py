"""What stays for good, kept out of the garbage collector's way.

Streamlit lets the collector look through everything after each run of a page's script, while nobody
else's Python runs. Of a server that has imported torch those are 200,000 objects and a tenth of a
second, in which no drawing is read.
"""

import gc


def spare_what_lasts() -> None:
    """Let the collector pass over all that there is now; to be called after large imports.

    What was spared before and has become garbage since is found.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.collect()  # of nothing: it counts what it knows, to see by it how much is new
