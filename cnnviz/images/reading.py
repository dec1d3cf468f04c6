"""Any picture file → an array (C, H, W) float32 in [0, 1], or one plain sentence.

The size of the file, its kind and its number of pixels are checked before a pixel is decoded, so
that a small file cannot unpack into a huge one.
"""

import io
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from cnnviz.common.errors import ArgumentError
from cnnviz.common.picture_limits import LIMITS

MAX_BYTES: Final = LIMITS.bytes
MAX_PIXELS: Final = LIMITS.pixels
MAX_DEAR_PIXELS: Final = 12_500_000  # of kinds whose decoders hold up to 16 bytes for each
MAX_WEBP_PIXELS: Final = 10_000_000  # for which its decoder takes 170 MB
MAX_RUN_PIXELS: Final = 4_000_000  # of run-length encoded BMPs: Pillow decodes them in Python
MAX_SIDE: Final = 65_535  # as in JPEG; decoders hold several rows besides the picture
MAX_SCANS: Final = 100  # of a JPEG; each takes time, and may take no bytes
FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
_RUN_LENGTHS: Final = (1, 2)  # a BMP's biCompression
_PART_PIXELS: Final = 2_000_000  # worked on at once while a picture is shrunk
# Brands of the HEIF family, bytes 8 to 12 of the file (ISO/IEC 23008-12)
_HEIF_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_ORIENTATION: Final = 0x0112  # EXIF 2.3
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_image(
    file: bytes, *, color: bool = True, max_side: int = 512, background: float = 0.5
) -> npt.NDArray[np.float32]:
    """Decode a picture file, turned upright and shrunk to at most `max_side` pixels a side.

    Parameters
    ----------
    file : bytes
        A PNG, JPEG, WebP, GIF, TIFF or BMP file of at most 8 MiB and 40 million pixels; 12.5
        million as TIFF or progressive JPEG, 10 as WebP, 4 as a run-length encoded BMP. Of an
        animation, the first frame counts.
    color : bool
        True reads three channels R, G, B; False reads one grey channel
        (0.299 R + 0.587 G + 0.114 B, ITU-R BT.601).
    max_side : int, pixels
        A larger picture is shrunk by area averaging; a smaller one stays as it is.
    background : float in [0, 1]
        The grey that shows through where the picture is transparent.

    Returns
    -------
    (3, H, W) or (1, H, W) float32 in [0, 1]

    Raises
    ------
    ArgumentError
        With one sentence that says what is wrong with the file.

    Examples
    --------
    >>> stream = io.BytesIO()
    >>> Image.new("1", (3, 2), 1).save(stream, "PNG")
    >>> read_image(stream.getvalue(), color=False).tolist()
    [[[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]]
    """
    _check_file(file)
    try:
        with Image.open(io.BytesIO(file), formats=FORMATS) as picture:
            _check_pixels(picture, file)
            picture.draft(None, (max_side, max_side))  # JPEG decodes at 1/2, 1/4 or 1/8 for free
            upright = _turned(_halved_to(picture, max_side), _orientation(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused(f"the picture must have at most {MAX_PIXELS:,} pixels") from error
    except UnidentifiedImageError as error:
        raise _refused(
            "the file must be a PNG, JPEG, WebP, GIF, TIFF or BMP picture, and this one is not"
        ) from error
    except ArgumentError:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on broken data
        raise _refused("the picture file is damaged or cut off") from error
    return _to_array(upright, color, max_side, background)


def _check_file(file: bytes) -> None:
    if not file:
        raise _refused("the file is empty")
    if len(file) > MAX_BYTES:
        most, megabytes = MAX_BYTES / 1024**2, len(file) / 1024**2
        raise _refused(f"the file must be at most {most:.2g} MB, got {megabytes:.1f} MB")
    if file[4:8] == b"ftyp" and file[8:12] in _HEIF_BRANDS:
        raise _refused("HEIC and AVIF pictures cannot be read here: save it as JPEG or PNG first")


def _check_pixels(picture: Image.Image, file: bytes) -> None:
    width, height = picture.size
    if max(width, height) > MAX_SIDE:
        raise _refused(
            f"the picture's sides must be at most {MAX_SIDE:,} pixels, got {width} × {height}"
        )
    limit, kind = _most_pixels(picture)
    if width * height > limit:
        raise _refused(
            f"the picture must have at most {limit:,} pixels{kind}, "
            f"got {width} × {height} = {width * height:,}"
        )
    if picture.format == "JPEG" and file.count(b"\xff\xda") > MAX_SCANS:
        raise _refused(f"the picture must have at most {MAX_SCANS} scans")


def _most_pixels(picture: Image.Image) -> tuple[int, str]:
    """Return how many pixels such a file may have, and which kind of file the limit is for."""
    limit, kind = MAX_PIXELS, ""
    match picture.format:
        case "WEBP":
            limit, kind = MAX_WEBP_PIXELS, " as WebP"
        case "TIFF":
            limit, kind = MAX_DEAR_PIXELS, " as TIFF"
        case "JPEG" if "progressive" in picture.info:
            limit, kind = MAX_DEAR_PIXELS, " as progressive JPEG"
        case "BMP" if picture.info.get("compression") in _RUN_LENGTHS:
            limit, kind = MAX_RUN_PIXELS, " as run-length encoded BMP"
    return (limit, kind) if limit < MAX_PIXELS else (MAX_PIXELS, "")


def _orientation(picture: Image.Image) -> int:
    """Read how the camera was held; what is no sound EXIF says nothing about it."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # as decoders do
        return 1


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    return picture.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else picture


def _halved_to(picture: Image.Image, max_side: int) -> Image.Image:
    """Box-average by a whole factor first, so that no later step holds the full-size picture."""
    picture.load()
    width, height = picture.size
    factor = max(width, height) // max_side
    if factor < 2:
        return _averageable(picture)
    rows = factor * max(1, _PART_PIXELS // (width * factor))
    columns = factor * max(1, _PART_PIXELS // (rows * factor))
    parts = {
        (left // factor, top // factor): _averageable(
            picture.crop((left, top, min(left + columns, width), min(top + rows, height)))
        ).reduce(factor)
        for top in range(0, height, rows)
        for left in range(0, width, columns)
    }
    whole = Image.new(parts[0, 0].mode, (-(-width // factor), -(-height // factor)))
    for place, part in parts.items():
        whole.paste(part, place)
    return whole


def _averageable(picture: Image.Image) -> Image.Image:
    """Return the same picture with numbers that may be averaged."""
    mode = picture.mode
    if mode == "F":
        return Image.fromarray(np.nan_to_num(np.asarray(picture), posinf=0.0, neginf=0.0))
    if mode.startswith("I"):
        return picture.convert("I")
    if mode in ("L", "LA", "RGB", "CMYK"):
        return picture
    if mode == "LAB":
        raise _refused("the picture's colors must be RGB, CMYK or greys, got LAB")
    return picture.convert("RGBA")


def _to_array(
    picture: Image.Image, color: bool, max_side: int, background: float
) -> npt.NDArray[np.float32]:
    if picture.mode in ("I", "F"):
        channels = np.repeat(_deep_to_unit(picture)[..., None], 3, axis=2)
    else:
        channels = _over(picture.convert("RGBA"), background)
    planes = np.ascontiguousarray(_shrunk(channels, max_side).transpose(2, 0, 1)).clip(0.0, 1.0)
    return planes if color else to_grey(planes)


def to_grey(picture: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the one grey channel of three: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).

    Examples
    --------
    >>> print(to_grey(np.ones((3, 1, 2), np.float32)).round(3))
    [[[1. 1.]]]
    """
    weights = np.array([0.299, 0.587, 0.114], np.float32)
    return np.asarray(np.tensordot(weights, picture, 1)[np.newaxis].clip(0.0, 1.0), np.float32)


def _deep_to_unit(picture: Image.Image) -> npt.NDArray[np.float32]:
    """16-bit pictures by their full range, 32-bit and float ones by the range they use."""
    pixels = np.asarray(picture, np.float64)
    low, high = float(pixels.min()), float(pixels.max())
    if picture.mode == "I" and low >= 0 and high <= 65535:
        return np.asarray(pixels / 65535.0, np.float32)
    return np.asarray((pixels - low) / (high - low or 1.0), np.float32)


def _over(picture: Image.Image, background: float) -> npt.NDArray[np.float32]:
    """(H, W, 3) float32 in [0, 1]: the picture laid over an even grey."""
    rgba = np.asarray(picture, np.uint8)
    channels = rgba[..., :3].astype(np.float32) / 255.0
    if rgba[..., 3].min() == 255:
        return channels
    alpha = rgba[..., 3:].astype(np.float32) / 255.0
    return np.asarray(channels * alpha + background * (1.0 - alpha), np.float32)


def _shrunk(channels: npt.NDArray[np.float32], max_side: int) -> npt.NDArray[np.float32]:
    height, width = channels.shape[:2]
    scale = max_side / max(height, width)
    if scale >= 1:
        return channels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(channels, size, interpolation=cv2.INTER_AREA), np.float32)


def _refused(sentence: str) -> ArgumentError:
    return ArgumentError("file", sentence, subject="")
