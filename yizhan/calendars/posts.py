"""Which posts see and keep the working-day calendar: read by the markers of the views."""

from __future__ import annotations

SYSTEM_ADMIN = "system_admin"
KEEPS = (SYSTEM_ADMIN,)
LOOKS = (SYSTEM_ADMIN, "director")
