"""Which posts may use which operations: the same sets as at the screens, where the acts are the same.

A test compares them act by act with the markers of the screens (tests/architecture).
"""

from __future__ import annotations

from yizhan.devices.states import DeviceKind
from yizhan.orgs.states import ADMIN_POSTS, WINDOW_POSTS, Post

AT_A_WINDOW = tuple(WINDOW_POSTS)
AT_THE_GUIDE_DESK = (Post.GUIDE, Post.DIRECTOR, Post.STATION_WORKER)
ON_THE_FLOOR = tuple(dict.fromkeys((*AT_A_WINDOW, *AT_THE_GUIDE_DESK)))
ISSUES = tuple(dict.fromkeys((*AT_THE_GUIDE_DESK, Post.ACCEPTANCE)))
"""The guide desk, and whoever may look at the kiosk's pages."""
OPENS_THE_DAY = (Post.DIRECTOR, Post.GUIDE, Post.STATION_WORKER)
LOOKS_AT_TODAY = (Post.DIRECTOR,)
LOOKS_AT_BOARDS = (Post.GUIDE, Post.DIRECTOR, Post.ACCEPTANCE)

ARRANGES = (Post.DIRECTOR, Post.SYSTEM_ADMIN)
RUNS_THE_PROGRAM = (Post.SYSTEM_ADMIN,)
GRANTS = (Post.SECURITY_ADMIN,)
TRAINS = (Post.DIRECTOR, Post.SECURITY_ADMIN)
SEES_PEOPLE = (Post.DIRECTOR, Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN)
LOOKS_AT_UNITS = (*ADMIN_POSTS, Post.DIRECTOR)
AUDITS = (Post.AUDIT_ADMIN,)

WITH_A_TOKEN = (DeviceKind.KIOSK, DeviceKind.HALL_BOARD, DeviceKind.WINDOW_BOARD, DeviceKind.PAD)
"""Printers have an address and no token."""
