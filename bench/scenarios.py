"""One visitor who does something again and again, in a process of its own.

``python -m bench.scenarios "one never reads" '{"url": …}'`` does one of `SCENARIOS` to a target. It
begins at the first line of standard input, stops when the input ends, and says how often it did it.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from threading import Thread

import msgspec

from bench import abuse, heavy_use
from bench.steps import Steps, Target

SCENARIOS: dict[str, Callable[[Target], Steps]] = {
    "one vanishes in mid-message": abuse.cut_off,
    "one sends halves of messages": abuse.send_halves,
    "one reads 1 KB a second": abuse.read_slowly,
    "one never reads": abuse.never_read,
    "one floods with drawings": abuse.flood_with_readings,
    "one floods with pings": abuse.flood_with_pings,
    "one floods with empty parts": abuse.flood_with_parts,
    "one sends too large messages": abuse.send_too_much,
    "one brings bad pictures": heavy_use.bring_pictures,
    "pages are opened and left": heavy_use.visit_pages,
    "a slow network is checked, ranked and explained": heavy_use.ask_for_the_heaviest,
    f"{heavy_use.ARRIVING} more arrive at once": heavy_use.arrive,
    # last, as a server gives a visitor who is gone some time to come back
    "trainings are started and killed": heavy_use.break_trainings,
}
"""By what happens meanwhile."""


def main() -> None:
    """Do what the command line says."""
    what, target = sys.argv[1:]
    steps = SCENARIOS[what](msgspec.json.decode(target, type=Target))
    done = 0

    async def do() -> None:
        nonlocal done
        async for _ in steps:
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
