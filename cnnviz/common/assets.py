"""Where the files that cnnviz ships lie: networks, MNIST, samples."""

from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "assets"
