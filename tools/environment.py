"""Make .venv ready: create it, and install the pinned requirements when they changed.

Runs with the system's Python and the standard library alone, as nothing else is there yet.
"""

import argparse
import hashlib
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PROBE_SECONDS = 3.0


def fingerprint(requirements: Iterable[bytes], python: str, cpu: str) -> str:
    """Return a text that changes whenever something has to be installed anew.

    Parameters
    ----------
    requirements : iterable of bytes
        Contents of the requirement files.
    python : str
        Version of the environment's Python, such as ``"3.11"``.
    cpu : str
        What the person asked for: ``"1"``, ``"0"`` or nothing.

    Examples
    --------
    >>> fingerprint([b"numpy==2"], "3.11", "") == fingerprint([b"numpy==3"], "3.11", "")
    False
    """
    digest = hashlib.sha256(f"python {python} cpu {cpu}\n".encode())
    for content in requirements:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def torch_pin(requirements: str) -> str:
    r"""Return the torch line of a requirements file.

    Examples
    --------
    >>> torch_pin("numpy==2.4.6\ntorch==2.13.0\n")
    'torch==2.13.0'
    """
    found = re.search(r"^torch==\S+", requirements, re.MULTILINE)
    if found is None:
        raise ValueError("requirements.txt must pin torch exactly, as in torch==2.13.0")
    return found.group()


def wants_cpu_wheels(cpu: str, system: str, machine: str, *, nvidia: bool) -> bool:
    """Tell whether PyTorch's CPU wheels are right: Linux on x86_64 without an NVIDIA card.

    Elsewhere the plain wheel is the CPU one already.

    Parameters
    ----------
    cpu : str
        ``"1"`` and ``"0"`` decide; nothing leaves it to the machine.
    system, machine : str
        As `platform.system` and `platform.machine` say.
    nvidia : bool
        Whether there is an NVIDIA card.

    Raises
    ------
    ValueError
        If `cpu` is something else.

    Examples
    --------
    >>> wants_cpu_wheels("", "Linux", "x86_64", nvidia=False)
    True
    >>> wants_cpu_wheels("0", "Linux", "x86_64", nvidia=False)
    False
    """
    if cpu not in ("", "0", "1"):
        raise ValueError(f"CPU must be 0, 1 or empty, got {cpu!r}")
    if cpu:
        return cpu == "1"
    return system == "Linux" and machine == "x86_64" and not nvidia


def has_local_cpu_wheel(pin: str, environ: Mapping[str, str]) -> bool:
    """Tell whether pip finds a CPU build of the pinned torch in a folder of this machine."""
    wheel = pin.replace("==", "-") + "+cpu-*.whl"
    folders = [Path(place) for place in environ.get("PIP_FIND_LINKS", "").split()]
    return any(next(folder.glob(wheel), None) for folder in folders if folder.is_dir())


def has_nvidia_card() -> bool:
    """Tell whether this machine has an NVIDIA card and its driver."""
    return Path("/proc/driver/nvidia").exists() or shutil.which("nvidia-smi") is not None


def reachable(address: str, seconds: float = PROBE_SECONDS) -> bool:
    """Tell whether an address answers in time, name look-up included."""
    answers: list[int] = []

    def ask() -> None:
        try:
            with urllib.request.urlopen(address, timeout=seconds) as answer:  # noqa: S310 - a constant
                answers.append(answer.status)
        except OSError as error:  # nobody there, unless it is only that its certificate is unknown
            if isinstance(getattr(error, "reason", None), ssl.SSLError):
                answers.append(0)  # pip brings certificates of its own

    asking = threading.Thread(target=ask, daemon=True)  # a slow look-up has no timeout of its own
    asking.start()
    asking.join(seconds)
    return bool(answers)


def pip(*arguments: str) -> int:
    """Run pip in the environment and return its exit code."""
    return subprocess.call([VENV / "bin" / "python", "-m", "pip", *arguments])  # noqa: S603 - no shell


def install_cpu_torch(pin: str) -> None:
    """Install PyTorch's CPU wheel, or say why the plain one is taken."""
    if has_local_cpu_wheel(pin, os.environ):
        return
    if not reachable(f"{CPU_INDEX}/torch/"):
        print(f"{CPU_INDEX} is out of reach: taking the plain, larger torch.", flush=True)
    elif pip("install", "--no-deps", "--index-url", CPU_INDEX, f"{pin}+cpu"):
        print(f"{CPU_INDEX} has no wheel for this machine: taking the plain torch.", flush=True)


def install(requirements: Path, cpu: str) -> None:
    """Install a requirements file, torch first where it comes from another index."""
    pin = torch_pin(RUNTIME.read_text())
    wanted = wants_cpu_wheels(cpu, platform.system(), platform.machine(), nvidia=has_nvidia_card())
    if cpu:
        pip("uninstall", "--yes", "--quiet", "torch")  # the other build would satisfy the pin
    if wanted:
        install_cpu_torch(pin)
    # Of all that tests and tools bring, little is ever imported: that is compiled when it is.
    lazily = ["--no-compile"] if requirements == DEVELOPMENT else []
    if pip("install", *lazily, "-r", str(requirements)):
        sys.exit("The packages could not be installed; pip says why above. Then run make again.")


def venv_version() -> str | None:
    """Return the Python version of .venv, such as ``"3.11"``, or None when it does not work."""
    show = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        asked = subprocess.run(  # noqa: S603 - no shell
            [VENV / "bin" / "python", "-c", show], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return asked.stdout.strip()


def create_venv() -> str:
    """Create .venv anew and return its Python version; install Debian's part of it if needed."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):  # noqa: S603
        package = "python{}.{}-venv".format(*sys.version_info)
        if not shutil.which("apt-get"):
            sys.exit(f"Python's venv is missing: install {package}, then run make again.")
        if os.geteuid() != 0:
            sys.exit(f"Run `sudo apt-get install {package}`, then run make again.")
        apt_install(package)
        if subprocess.call(command):  # noqa: S603 - no shell
            sys.exit(f"No environment could be made in {VENV}; the reason stands above.")
    version = venv_version()
    if version is None:
        sys.exit(f"The new environment in {VENV} does not start; delete it and run make again.")
    return version


def apt_install(package: str) -> bool:
    """Install a Debian package and tell whether that worked."""
    print(f"Installing {package} …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=quiet)  # noqa: S607 - the system's own
    installing = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    return subprocess.call(installing, env=quiet) == 0  # noqa: S603 - no shell


def prepare(*, development: bool, cpu: str) -> None:
    """Make .venv ready for running the app, or for developing it too; do nothing if it is."""
    files = [RUNTIME, DEVELOPMENT] if development else [RUNTIME]
    version = venv_version() or create_venv()
    wanted = {VENV / f"{file.stem}.stamp": file for file in files}
    stamps = {
        stamp: fingerprint([RUNTIME.read_bytes(), file.read_bytes()], version, cpu)
        for stamp, file in wanted.items()
    }
    if all(stamp.is_file() and stamp.read_text() == text for stamp, text in stamps.items()):
        return
    print(f"Installing {files[-1].name} into .venv …", flush=True)
    install(files[-1], cpu)
    for stamp, text in stamps.items():
        stamp.write_text(text)


def main() -> None:
    """Read the command line and prepare the environment."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--development", action="store_true", help="tests and tools as well")
    options = parser.parse_args()
    try:
        prepare(development=options.development, cpu=os.environ.get("CPU", ""))
    except ValueError as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
