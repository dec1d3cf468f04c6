"""Picture files made by code for the tests, good and bad ones."""

import struct
import zlib

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from tools.picture_files import encoded

Grey = npt.NDArray[np.uint8]


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", b""), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def refused() -> dict[str, tuple[str, bytes, str]]:
    """By what is wrong: a file's name, its bytes, and what the sentence about it says."""
    noise = np.random.default_rng(0).integers(0, 255, (40, 40, 3), np.uint8)
    whole = encoded(Image.fromarray(noise))
    heic = b"\x00\x00\x00\x18ftypheic" + bytes(40)
    return {
        "a text called a picture": ("a.png", b"hello " * 40, "must be a PNG, JPEG, WebP, GIF"),
        "cut off": ("a.png", whole[: len(whole) // 2], "The picture file is damaged or cut off."),
        "zero bytes": ("a.png", b"", "The file is empty."),
        "a bomb": (
            "a.png",
            png_that_claims(20_000, 20_000),
            "at most 40,000,000 pixels.",
        ),
        "HEIC": ("a.jpg", heic, "save it as JPEG or PNG first"),
    }


def unusual() -> dict[str, tuple[str, bytes, Grey]]:
    """By what is unusual: a file's name, its bytes, and R, G, B (H, W, 3) as they must be shown."""
    size = (24, 18)  # columns, rows
    red, blue = (Image.new("RGB", size, color) for color in ("red", "blue"))
    palette = Image.new("P", size, 1)
    palette.putpalette([0, 0, 0, 20, 200, 90] + [0] * 762)
    glass = Image.new("RGBA", size, (255, 0, 0, 0))
    glass.paste((0, 0, 255, 255), (0, 0, 24, 9))
    deep = Image.fromarray(np.full((18, 24), 65535 * 2 // 5, np.uint16))
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright

    def shown(*colors: tuple[int, int, int], rows: int = 18, columns: int = 24) -> Grey:
        return np.array(colors, np.uint8)[:, None].repeat(rows // len(colors), 0).repeat(columns, 1)

    frames = {"save_all": True, "append_images": [blue], "duration": 50}
    cyan = encoded(Image.new("CMYK", size, (255, 0, 0, 0)), "JPEG", quality=95)
    upright = encoded(red, "JPEG", exif=turned, quality=95)
    return {
        "animated": ("a.gif", encoded(red, "GIF", **frames), shown((255, 0, 0))),
        "CMYK": ("a.jpg", cyan, shown((0, 255, 255))),
        "16-bit": ("a.png", encoded(deep), shown((102, 102, 102))),
        "palette": ("a.png", encoded(palette), shown((20, 200, 90))),
        "alpha": ("a.png", encoded(glass), shown((0, 0, 255), (128, 128, 128))),
        "1-bit": ("a.tif", encoded(Image.new("1", size, 1), "TIFF"), shown((255, 255, 255))),
        "turned": ("a.jpg", upright, shown((255, 0, 0), rows=24, columns=18)),
    }


def photograph(
    digit: Grey, seed: int, *, dark_on_light: bool = True, side: int = 480, noise: float = 0.02
) -> bytes:
    """A JPEG of a digit (28, 28), written somewhere on paper that a lamp lights from one side."""
    rng = np.random.default_rng(seed)
    scale = rng.uniform(5, 11)
    ink = np.zeros((side, side), np.float32)
    written = cv2.resize(digit, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) / 255.0
    height, width = written.shape
    top, left = rng.integers(0, side - height), rng.integers(0, side - width)
    ink[top : top + height, left : left + width] = written.clip(0, 1)
    y, x = np.mgrid[0:side, 0:side] / side - 0.5
    angle = rng.uniform(0, 2 * np.pi)
    light = 0.75 + rng.uniform(0, 0.4) * (np.cos(angle) * x + np.sin(angle) * y)
    paper, pen = (0.95, 0.2) if dark_on_light else (0.25, 0.9)
    scene = light * (paper * (1 - ink) + pen * ink) + rng.normal(0, noise, ink.shape)
    pixels = (scene.clip(0, 1) * 255).astype(np.uint8)
    return encoded(Image.fromarray(pixels), "JPEG", quality=80)
