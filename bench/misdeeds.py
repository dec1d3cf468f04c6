"""One visitor who does something again and again, in a process of its own.

``python -m bench.misdeeds "one never reads" '{"url": …}'`` does one of `MISDEEDS` to a target. It
begins at the first line of standard input, stops when the input ends, and says how often it did it.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from threading import Thread

import msgspec

from bench import demanding, misbehaving
from bench.deeds import Deeds, Target

MISDEEDS: dict[str, Callable[[Target], Deeds]] = {
    "one vanishes in mid-message": misbehaving.cut_off,
    "one sends halves of messages": misbehaving.send_halves,
    "one reads 1 KB a second": misbehaving.read_slowly,
    "one never reads": misbehaving.never_read,
    "one floods with drawings": misbehaving.flood_with_readings,
    "one floods with pings": misbehaving.flood_with_pings,
    "one floods with empty parts": misbehaving.flood_with_parts,
    "one sends too large messages": misbehaving.send_too_much,
    "one brings bad pictures": demanding.bring_pictures,
    "one uploads bad pictures": demanding.upload_pictures,
    "pages are opened and left": demanding.visit_pages,
    "a slow network is checked, ranked and explained": demanding.ask_for_the_heaviest,
    f"{demanding.ARRIVING} more arrive at once": demanding.arrive,
    # last, as a server gives a visitor who is gone some time to come back
    "trainings are started and killed": demanding.break_trainings,
}
"""By what happens meanwhile."""


def main() -> None:
    """Do what the command line says."""
    what, target = sys.argv[1:]
    deeds = MISDEEDS[what](msgspec.json.decode(target, type=Target))
    done = 0

    async def do() -> None:
        nonlocal done
        async for _ in deeds:
            done += 1

    def stop_at_end_of_input() -> None:
        sys.stdin.read()
        print(done, flush=True)
        os._exit(0)  # whatever it is in the middle of

    print("ready", flush=True)
    sys.stdin.readline()
    end = Thread(target=stop_at_end_of_input)
    end.start()
    asyncio.run(do())
    end.join()


if __name__ == "__main__":
    main()
