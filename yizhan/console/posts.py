"""Which posts work with which of these screens: read by the markers of the views and by the menu."""

from __future__ import annotations

from yizhan.orgs.states import ADMIN_POSTS, Post

LOOKS = (*ADMIN_POSTS, Post.DIRECTOR)
ARRANGES = (Post.DIRECTOR, Post.SYSTEM_ADMIN)
RUNS_THE_PROGRAM = (Post.SYSTEM_ADMIN,)
GRANTS = (Post.SECURITY_ADMIN,)
TRAINS = (Post.DIRECTOR, Post.SECURITY_ADMIN)
SEES_PEOPLE = (Post.DIRECTOR, Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN)
AUDITS = (Post.AUDIT_ADMIN,)
