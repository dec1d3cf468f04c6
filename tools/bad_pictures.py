"""Pictures made to do harm: small files that unpack into huge ones, or take long, or tell lies."""

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import Image

from tools.picture_files import encoded

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIDE = 6_320  # × 6,320: just below the 40 million pixels that a picture may have
LESS = 3_535  # × 3,535: below the 12.5 million of kinds that are dear to decode
WEBP = 3_162  # × 3,162: below the 10 million of a WebP
PNG_KINDS = {
    "grey": (0, 1),
    "RGB": (2, 3),
    "palette": (3, 1),
    "grey + alpha": (4, 2),
    "RGBA": (6, 4),
}
BROKEN_EXIF = (
    b"Exif\x00\x00",
    b"Exif\x00\x00II*\x00\xff\xff\xff\xff",
    b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff" + b"\x01\x12" * 60,
    b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x63\x00\x00\x00",
    b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x02\x00\xff\xff\xff\x7f\x08\x00\x00\x00",
    b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00",
    b"Exif\x00\x00" + b"\xff" * 400,
)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Write one chunk of a PNG, its checksum included."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Take a PNG apart, whose lengths must be sound."""
    at = len(PNG_SIGNATURE)
    while at < len(file):
        (length,) = struct.unpack_from(">I", file, at)
        yield file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        at += 12 + length


def even_png(kind: str, width: int, height: int, bits: int = 8) -> bytes:
    """Write a PNG of zeros, of which no row is ever held but one."""
    color, channels = PNG_KINDS[kind]
    packer = zlib.compressobj()
    row = bytes(1 + (width * channels * bits + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b"")]
    if kind == "palette":
        parts[1:1] = [chunk(b"PLTE", bytes(range(6))), chunk(b"tRNS", b"\x80\xff")]
    return PNG_SIGNATURE + b"".join(parts)


def even_bmp(width: int, height: int, *, bits: int = 8, run: bytes = b"\x00\x00") -> bytes:
    """Write a run-length encoded BMP: each row is `run`, by itself an empty one."""
    palette = bytes(4 << bits)
    data = run * height + b"\x00\x01"
    start = 14 + 40 + len(palette)
    header = struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, bits, 1 if bits == 8 else 2, len(data), 0, 0, 0, 0
    )
    return struct.pack("<2sIHHI", b"BM", start + len(data), 0, 0, start) + header + palette + data


def slow_jpeg(side: int, times: int) -> bytes:
    """Write a progressive JPEG that repeats its last scan, which is nearly free to store."""
    file = encoded(Image.new("RGB", (side, side)), "JPEG", progressive=True, subsampling=0)
    last, end = file.rindex(b"\xff\xda"), file.rindex(b"\xff\xd9")
    return file[:last] + file[last:end] * times + file[end:]


def bombs() -> dict[str, bytes]:
    """By name: files of at most 8 MiB that ask for as much memory or time as they can."""
    even = Image.new("RGB", (LESS, LESS))
    deep = Image.fromarray(np.zeros((LESS, LESS), np.float32))
    frames = [Image.new("P", (1_000, 1_000), index) for index in range(60)]
    text = zlib.compress(bytes(30_000_000))
    zipped_text = chunk(b"zTXt", b"Comment\x00\x00" + text)
    profile = chunk(b"iCCP", b"ICC\x00\x00" + text)
    small = encoded(Image.new("RGB", (8, 8)))
    return {
        **{f"PNG, {kind}": even_png(kind, SIDE, SIDE) for kind in PNG_KINDS},
        "PNG, 1 bit": even_png("grey", SIDE, SIDE, bits=1),
        "PNG, 16 bits": even_png("grey", SIDE, SIDE, bits=16),
        "PNG, RGBA of 16 bits": even_png("RGBA", SIDE, SIDE, bits=16),
        "PNG, one row": even_png("RGBA", 39_000_000, 1),
        "PNG, one column": even_png("RGBA", 1, 2_000_000),
        "PNG, long text": small[:33] + zipped_text * 40 + small[33:],
        "PNG, long profile": small[:33] + profile + small[33:],
        "GIF, one frame": encoded(Image.new("P", (SIDE, SIDE)), "GIF"),
        "GIF, frames": encoded(
            frames[0], "GIF", save_all=True, append_images=frames[1:], duration=10
        ),
        "TIFF, RGB": encoded(even, "TIFF", compression="tiff_adobe_deflate"),
        "TIFF, float": encoded(deep, "TIFF", compression="tiff_adobe_deflate"),
        "TIFF, one strip": encoded(
            even, "TIFF", compression="tiff_lzw", tiffinfo={278: LESS}, strip_size=1 << 30
        ),
        "TIFF, large": encoded(
            Image.new("RGB", (SIDE, SIDE)), "TIFF", compression="tiff_adobe_deflate"
        ),
        "WebP": encoded(Image.new("RGB", (WEBP, WEBP)), "WEBP", lossless=True, method=0),
        "WebP, large": encoded(Image.new("RGB", (SIDE, SIDE)), "WEBP", method=0),
        "JPEG": encoded(Image.new("RGB", (SIDE, SIDE)), "JPEG"),
        "JPEG, CMYK": encoded(Image.new("CMYK", (SIDE, SIDE)), "JPEG"),
        "JPEG, one row": encoded(Image.new("RGB", (65_500, 600)), "JPEG"),
        "JPEG, progressive": slow_jpeg(LESS, 90),
        "JPEG, scans": slow_jpeg(LESS, 2_000),
        "BMP, empty rows": even_bmp(3_999, 1_000, run=b"\x01\x01\x00\x00"),
        "BMP, single pixels": even_bmp(1_000, 2_000, run=b"\x01\x01" * 1_000 + b"\x00\x00"),
        "BMP, large": even_bmp(4_001, 1_000),
        "BMP, half bytes": even_bmp(3_825, 1_000, bits=4, run=b"\xff\x12" * 15 + b"\x00\x00"),
    }


def misnamed() -> dict[str, bytes]:
    """By what they are: files that somebody may call "a.png"."""
    return {
        "a page": b"<!DOCTYPE html><script>alert(1)</script>",
        "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "a program": b"\x7fELF" + bytes(200),
        "a pickle": b"\x80\x04cos\nsystem\n(S'id'\ntR.",
        "an archive": b"PK\x03\x04" + bytes(200),
        "a document": b"%PDF-1.7\n" + bytes(200),
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "an icon": b"\0\0\1\0\1\0\x10\x10" + bytes(80),
        "a film": b"\0\0\0\x18ftypisom" + bytes(80),
    }
