"""The command ``cnnviz``, also ``python -m cnnviz``: serve the app, or train the digits network.

What a command needs is imported when it is asked for: ``cnnviz --version`` waits for no torch.
"""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from cnnviz import __version__

COMMANDS: Final = {
    "serve": ("cnnviz.server.command", "serve the app to browsers"),
    "train": ("cnnviz.training.train", "train the digits network again, from MNIST alone"),
}
"""By name: the module whose `main` reads the command's own options, and what it does."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and do what it asks; without arguments, those of this process."""
    told = [f"  {name:7} {does}" for name, (_, does) in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        "cnnviz",
        usage="cnnviz [-h] [--version] {serve,train} [option ...]",
        description="See what a convolutional network does to your own picture.",
        epilog="\n".join(["commands:", *told, "", "cnnviz COMMAND --help says what it takes."]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cnnviz {__version__}")
    parser.add_argument("command", choices=COMMANDS, help=argparse.SUPPRESS)
    parser.add_argument("options", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    import_module(COMMANDS[asked.command][0]).main(asked.options)


if __name__ == "__main__":
    main()
