"""A badge photo: checked by its content, turned upright, shrunk, and stored as a small JPEG (clause 5.4)."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from yizhan.accounts.refusals import NotAPhoto, PhotoTooLarge, PhotoTooSmall

WIDTH, HEIGHT = 400, 560  # the largest a badge or board shows
SMALLEST = (120, 168)
LONGEST_SIDE = 8000
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_STORED = 200 * 1024
CONTENT_TYPE = "image/jpeg"
_QUALITIES = (88, 80, 70, 60, 45, 30)


def badge_photo(content: bytes) -> bytes:
    """The photo as it is stored: a JPEG of at most 400 × 560 and 200 KB, without the camera's notes.

    Raises NotAPhoto, PhotoTooLarge or PhotoTooSmall.
    """
    if len(content) > LARGEST_FILE:
        raise _too_large()
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
            # The header tells the size before a pixel is unpacked: a small file may hold a huge picture.
            if max(opened.size) > LONGEST_SIDE:
                raise _too_large()
            picture = _on_white(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError as problem:
        raise _too_large() from problem
    except (OSError, ValueError, SyntaxError) as problem:
        raise NotAPhoto from problem
    if picture.width < SMALLEST[0] or picture.height < SMALLEST[1]:
        raise PhotoTooSmall(width=SMALLEST[0], height=SMALLEST[1])
    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    return _as_small_jpeg(picture)


def _on_white(picture: Image.Image) -> Image.Image:
    """Transparent places of a PNG become white, as a passport photo has them."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return picture.convert("RGB")


def _as_small_jpeg(picture: Image.Image) -> bytes:
    for quality in _QUALITIES:
        stored = io.BytesIO()
        picture.save(stored, "JPEG", quality=quality, optimize=True)
        if stored.tell() <= LARGEST_STORED:
            return stored.getvalue()
    raise _too_large()


def _too_large() -> PhotoTooLarge:
    return PhotoTooLarge(megabytes=LARGEST_FILE // 1024 // 1024, pixels=LONGEST_SIDE)
