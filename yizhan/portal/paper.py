"""The code on printed guides."""

from __future__ import annotations

import segno


def qr_image(address: str) -> str:
    """The address as a QR code: an SVG that stands in the page itself."""
    return segno.make(address, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff")
