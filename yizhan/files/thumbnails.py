"""Small pictures for lists: of a photo itself, of a PDF a drawn sheet that says so and how long it is."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from yizhan.files.models import StoredFile
from yizhan.files.pictures import as_jpeg
from yizhan.files.reading import opened

SIDE = 320  # picture points of the longer side: sharp at 160 on a fine screen
QUALITY = 75
_SHEET = (226, 320)
_PAPER, _EDGE, _INK = "#ffffff", "#7f776b", "#565a61"


def thumbnail(file: StoredFile) -> bytes:
    """A JPEG of at most 320 × 320, made when asked for and kept nowhere."""
    if file.is_pdf:
        return _sheet(file.pages)
    with Image.open(io.BytesIO(opened(file)), formats=("JPEG", "PNG")) as picture:
        picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return as_jpeg(picture.convert("L" if picture.mode == "L" else "RGB"), QUALITY)


def _sheet(pages: int) -> bytes:
    sheet = Image.new("RGB", _SHEET, _PAPER)
    draw = ImageDraw.Draw(sheet)
    width, height = _SHEET
    draw.rectangle((0, 0, width - 1, height - 1), outline=_EDGE, width=3)
    for line in range(5):
        end = width - 36 if line < 4 else width // 2
        draw.line((36, 190 + 22 * line, end, 190 + 22 * line), fill="#e0d8cb", width=6)
    draw.text((width / 2, 80), "PDF", font=ImageFont.load_default(56), fill=_INK, anchor="mm")
    draw.text((width / 2, 138), f"{pages} p.", font=ImageFont.load_default(30), fill=_INK, anchor="mm")
    return as_jpeg(sheet, QUALITY)
