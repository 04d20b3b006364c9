"""Which posts work at which of these screens: read by the markers of the views and by the menu."""

from __future__ import annotations

from yizhan.orgs.states import WINDOW_POSTS, Post

AT_A_WINDOW = tuple(WINDOW_POSTS)
"""Clerk's desk."""

AT_THE_GUIDE_DESK = (Post.GUIDE, Post.DIRECTOR, Post.STATION_WORKER)
"""Issuing, finding and questions; in a station one person does everything."""

ON_THE_FLOOR = tuple(dict.fromkeys((*AT_A_WINDOW, *AT_THE_GUIDE_DESK)))
"""What a window and the guide desk both do with a ticket: priority, cancelling, back into the queue."""

OPENS_THE_DAY = (Post.DIRECTOR, Post.GUIDE, Post.STATION_WORKER)
LOOKS_AT_TODAY = (Post.DIRECTOR,)
SETS_UP = (Post.DIRECTOR, Post.SYSTEM_ADMIN)
