"""Any picture file → an array (C, H, W) float32 in [0, 1], or one plain sentence.

The size of the file, its kind and its number of pixels are checked before a pixel is decoded, so
that a small file cannot unpack into a huge one.
"""

import io
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000  # 120 MB as RGB, the most that one request may hold for a moment
FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
# Brands of the HEIF family, bytes 8 to 12 of the file (ISO/IEC 23008-12)
_HEIF_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def read_image(
    file: bytes, *, color: bool = True, max_side: int = 512, background: float = 0.5
) -> npt.NDArray[np.float32]:
    """Decode a picture file, turned upright and shrunk to at most `max_side` pixels a side.

    Parameters
    ----------
    file : bytes
        A PNG, JPEG, WebP, GIF, TIFF or BMP file of at most 8 MiB and 40 million pixels. Of an
        animation, the first frame counts.
    color : bool
        True gives three channels R, G, B; False gives one grey channel
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
    ValueError
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
            _check_pixels(*picture.size)
            picture.draft(None, (max_side, max_side))  # JPEG decodes at 1/2, 1/4 or 1/8 for free
            upright = ImageOps.exif_transpose(_halved_to(picture, max_side))
            return _to_array(upright, color, max_side, background)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(f"the picture must have at most {MAX_PIXELS:,} pixels") from error
    except UnidentifiedImageError as error:
        raise ValueError(
            "the file must be a PNG, JPEG, WebP, GIF, TIFF or BMP picture, and this one is not"
        ) from error
    except (OSError, SyntaxError, EOFError, KeyError, TypeError, IndexError) as error:
        # What Pillow's decoders raise on broken data, found with truncated and damaged files
        raise ValueError("the picture file is damaged or cut off") from error


def _check_file(file: bytes) -> None:
    if not file:
        raise ValueError("the file is empty")
    if len(file) > MAX_BYTES:
        megabytes = len(file) / 1024**2
        raise ValueError(f"the file must be at most 8 MB, got {megabytes:.1f} MB")
    if file[4:8] == b"ftyp" and file[8:12] in _HEIF_BRANDS:
        raise ValueError("HEIC and AVIF pictures cannot be read here: save it as JPEG or PNG first")


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise ValueError(
            f"the picture must have at most {MAX_PIXELS:,} pixels, "
            f"got {width} × {height} = {width * height:,}"
        )


def _halved_to(picture: Image.Image, max_side: int) -> Image.Image:
    """Box-average by a whole factor first, so that no later step holds the full-size picture."""
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    factor = max(picture.size) // max_side
    if factor < 2 or picture.mode not in {"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"}:
        return picture
    exif = picture.getexif()
    reduced = picture.reduce(factor)
    reduced.info["exif"] = exif.tobytes()
    return reduced


def _to_array(
    picture: Image.Image, color: bool, max_side: int, background: float
) -> npt.NDArray[np.float32]:
    if picture.mode.startswith(("I", "F")):
        pixels = _deep_to_unit(np.asarray(picture, np.float32), picture.mode)
        channels = np.repeat(pixels[..., None], 3, axis=2)
    else:
        channels = _over(picture.convert("RGBA"), background)
    planes = np.ascontiguousarray(_shrunk(channels, max_side).transpose(2, 0, 1)).clip(0.0, 1.0)
    return planes if color else to_grey(planes)


def to_grey(picture: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give the one grey channel of three: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).

    Examples
    --------
    >>> print(to_grey(np.ones((3, 1, 2), np.float32)).round(3))
    [[[1. 1.]]]
    """
    weights = np.array([0.299, 0.587, 0.114], np.float32)
    return np.asarray(np.tensordot(weights, picture, 1)[np.newaxis].clip(0.0, 1.0), np.float32)


def _deep_to_unit(pixels: npt.NDArray[np.float32], mode: str) -> npt.NDArray[np.float32]:
    """16-bit pictures by their full range, 32-bit and float ones by the range they use."""
    if mode.startswith("I;16"):
        return pixels / 65535.0
    finite = np.nan_to_num(pixels, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    if mode == "I" and low >= 0 and high <= 65535:
        return finite / 65535.0
    return (finite - low) / (high - low or 1.0)


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
