"""Codes on paper: Code 128 for the window's scanner, QR for the resident's phone."""

from __future__ import annotations

import io

import segno
from barcode.codex import Code128  # type: ignore[import-untyped]
from PIL import Image

_BAR_HEIGHT = 48  # in modules of the drawing; how large it is on paper, the template says


def barcode_svg(code: str) -> bytes:
    """Code 128 as bars alone; the template writes the number under it."""
    modules = _modules(code)
    bars = "".join(
        f'<rect x="{place}" width="1" height="{_BAR_HEIGHT}"/>'
        for place, one in enumerate(modules)
        if one == "1"
    )
    size = f'width="{len(modules)}" height="{_BAR_HEIGHT}"'
    box = f'viewBox="0 0 {len(modules)} {_BAR_HEIGHT}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>{bars}</svg>'.encode()


def barcode_png(code: str) -> bytes:
    """The same for Word."""
    modules, wide = _modules(code), 3
    picture = Image.new("1", (len(modules) * wide, _BAR_HEIGHT * 2), 1)
    for place, one in enumerate(modules):
        if one == "1":
            picture.paste(0, (place * wide, 0, (place + 1) * wide, picture.height))
    return _png(picture, dots_per_inch=300)


def qr_svg(address: str) -> bytes:
    """The address as a QR code without a border; the sheet around it is white."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="svg", border=0, xmldecl=False)
    return written.getvalue()


def qr_png(address: str) -> bytes:
    """The same for Word."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="png", border=0, scale=6, dpi=300)
    return written.getvalue()


def _modules(code: str) -> str:
    return str(Code128(code).build()[0])


def _png(picture: Image.Image, *, dots_per_inch: int) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", dpi=(dots_per_inch, dots_per_inch))
    return written.getvalue()
