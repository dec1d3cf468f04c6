"""Ask the OSV database whether a version that is installed here has a known weakness.

pip-audit has many requirements of its own: it gets an environment of its own, in ``.cache``.
"""

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.environment import reachable
from tools.server import ROOT

DATABASE = "https://api.osv.dev"
PIP_AUDIT = "pip-audit==2.10.1"
HOME = ROOT / ".cache" / PIP_AUDIT
LOCAL = re.compile(r"\+[\w.]+$", re.MULTILINE)


def installed() -> str:
    """List what is installed in this environment, as requirements that name public versions."""
    command = [sys.executable, "-m", "pip", "freeze", "--all", "--exclude-editable"]
    frozen = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    return public(frozen.stdout)


def public(requirements: str) -> str:
    r"""Leave out what only says how a package was built: the database knows it without.

    Examples
    --------
    >>> public("numpy==2.4.6\ntorch==2.13.0+cpu\n")
    'numpy==2.4.6\ntorch==2.13.0\n'
    """
    return LOCAL.sub("", requirements)


def prepare() -> Path:
    """Make pip-audit's environment, unless it is there; return its Python."""
    python = HOME / "bin" / "python"
    if not (HOME / "bin" / "pip-audit").is_file():
        venv.create(HOME, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PIP_AUDIT], check=True)  # noqa: S603
    return python


def main() -> None:
    """Audit, and end with pip-audit's own code, which is not 0 when there is a weakness."""
    if not reachable(DATABASE):
        sys.exit(f"{DATABASE} is out of reach: nothing was audited.")
    python = prepare()
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "installed.txt"
        requirements.write_text(installed(), encoding="utf-8")
        options = ["--no-deps", "--disable-pip", "--vulnerability-service", "osv"]
        command = [str(python), "-m", "pip_audit", *options, "--requirement", str(requirements)]
        sys.exit(subprocess.call(command, cwd=ROOT))  # noqa: S603 - no shell


if __name__ == "__main__":
    main()
