"""Pictures are decoded and written anew: upright, as sharp as a scanned A4 page, without the camera's notes.

What was hidden in or behind the upload (place and device in EXIF, a zip or script after the last picture
point) is not part of the picture and therefore not part of what is stored.
"""

from __future__ import annotations

import io
import math
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pillow_heif
from PIL import Image, ImageOps

from yizhan.files.content import Checked
from yizhan.files.recognition import Found
from yizhan.files.refusals import FileUnreadable, PictureTooLarge, TooManyPages
from yizhan.files.states import FileKind

MEGAPIXELS = 66  # a phone's 64 million, or A4 at 800 dpi; more is refused before a picture point is unpacked
KEPT_PIXELS = 3508 * 2480  # A4 at 300 dpi; by area, so that a long screenshot stays legible
KEPT_SIDE = 16_000  # picture points
PAGES_OF_A_SCAN = 50  # of one TIFF
JPEG_QUALITY = 82  # with full colour resolution: black text under a red seal stays black
SMALL_PNG_PIXELS = 4_000_000  # a screenshot stays PNG, exact to the point
SMALL_PNG_BYTES = 1024 * 1024

_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Unpacked, one picture takes up to 300 MB: two at a time, the others wait their turn.
_unpacking = threading.BoundedSemaphore(2)


def rewritten(content: bytes, found: Found) -> Checked:
    """The picture as it is stored; a scan of several pages becomes a PDF of as many.

    Raises FileUnreadable, PictureTooLarge or TooManyPages.
    """
    with _unpacking, _refusing():
        pages = list(_pages(content, found))
    if len(pages) > 1:
        return Checked(FileKind.PDF, _bound(pages), pages=len(pages))
    (page,) = pages
    if found is Found.PNG and page.width * page.height <= SMALL_PNG_PIXELS:
        exact = _written(page, "PNG")
        if len(exact) <= SMALL_PNG_BYTES:
            return Checked(FileKind.PNG, exact, width=page.width, height=page.height)
    return Checked(FileKind.JPEG, as_jpeg(page), width=page.width, height=page.height)


def as_jpeg(picture: Image.Image, quality: int = JPEG_QUALITY) -> bytes:
    """A JPEG with full colour resolution and without any notes."""
    return _written(picture, "JPEG", quality=quality, subsampling=0, optimize=True)


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever a decoder complains of is one sentence to the reader."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise PictureTooLarge(megapixels=MEGAPIXELS) from problem
    except (
        OSError, ValueError, SyntaxError, EOFError, RuntimeError, TypeError, KeyError, IndexError,
        OverflowError, MemoryError, struct.error, zlib.error,
    ) as problem:  # fmt: skip
        raise FileUnreadable from problem


def _pages(content: bytes, found: Found) -> Iterator[Image.Image]:
    if found is Found.HEIF:
        heif = pillow_heif.open_heif(io.BytesIO(content))
        _measure(heif.size)
        yield _page(heif.to_pillow(), orientation=1)  # the decoder has turned it already
        return
    with Image.open(io.BytesIO(content), formats=(found.value,)) as opened:
        count = getattr(opened, "n_frames", 1) if found is Found.TIFF else 1
        if count > PAGES_OF_A_SCAN:
            raise TooManyPages(pages=count, most=PAGES_OF_A_SCAN)
        for number in range(count):
            if number:
                opened.seek(number)
            _measure(opened.size)
            orientation = opened.getexif().get(_ORIENTATION, 1)
            opened.draft(None, _kept_size(opened.size))  # a large JPEG is unpacked at half or quarter size
            yield _page(opened, orientation=orientation)


def _measure(size: tuple[int, int]) -> None:
    """The head tells the size before anything is unpacked: a small file may hold a huge picture."""
    if size[0] * size[1] > MEGAPIXELS * 1_000_000:
        raise PictureTooLarge(megapixels=MEGAPIXELS)


def _kept_size(size: tuple[int, int]) -> tuple[int, int]:
    shrink = min(1.0, math.sqrt(KEPT_PIXELS / (size[0] * size[1])), KEPT_SIDE / max(size))
    return max(1, round(size[0] * shrink)), max(1, round(size[1] * shrink))


def _page(opened: Image.Image, *, orientation: int) -> Image.Image:
    """Grey or coloured on white, of the size that is kept, upright, and nothing else."""
    picture = _plain(opened)
    kept = _kept_size(picture.size)
    if kept != picture.size:
        picture = picture.resize(kept, Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _on_white(picture)
    if (turn := _UPRIGHT.get(orientation)) is not None:
        picture = picture.transpose(turn)
    picture.info.clear()
    return picture


def _plain(opened: Image.Image) -> Image.Image:
    """One of grey, colour, or colour with transparency."""
    if opened.mode.startswith("I") or opened.mode == "F":
        return ImageOps.autocontrast(opened.point(lambda value: value / 256).convert("L"))
    if opened.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in opened.info:
        return opened.convert("RGBA")
    if opened.mode in {"1", "L"}:
        return opened.convert("L")
    return opened.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    """Transparent places become paper."""
    if picture.mode != "RGBA":
        return picture
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _bound(pages: list[Image.Image]) -> bytes:
    first, *others = pages
    return _written(first, "PDF", save_all=True, append_images=others, quality=JPEG_QUALITY, resolution=300)


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    stored = io.BytesIO()
    picture.save(stored, kind, **options)
    return stored.getvalue()
