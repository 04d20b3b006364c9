"""Which posts keep a hall's paper: read by the markers of the views and by the acts."""

from __future__ import annotations

DIRECTOR = "director"
KEEPS = (DIRECTOR,)
