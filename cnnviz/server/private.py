"""What is used of Streamlit and Starlette beyond what they document, each with its reason.

Each has a test that says what to look at when another version changes it.
"""

from starlette.formparsers import MultiPartParser

_NEVER = 0  # bytes from which on an upload is written to the disk


def keep_uploads_in_memory() -> None:
    """Keep a file that comes through Streamlit's uploader off the disk, however large it is.

    Starlette writes what is larger than a megabyte into a temporary file, and a photo must not be
    there, be it for a second.
    """
    MultiPartParser.spool_max_size = _NEVER
