"""Which post fits in which kind of unit, and with which employment (clauses 2.1, 2.3)."""

from __future__ import annotations

from yizhan.orgs.states import (
    ADMIN_POSTS,
    COMMUNITY_LEVEL,
    NEVER_APPROVE,
    TOWN_LEVEL,
    Employment,
    Post,
    UnitKind,
)

_IN_A_CENTRE = frozenset(
    {
        Post.GUIDE,
        Post.ACCEPTANCE,
        Post.APPROVER,
        Post.DELIVERY,
        Post.AGENT,
        Post.DIRECTOR,
        Post.SAFETY_OFFICER,
    }
)
# A station accepts, checks first and forwards; approvers are the town's alone.
_IN_A_STATION = frozenset({Post.STATION_WORKER, Post.AGENT, Post.DIRECTOR, Post.SAFETY_OFFICER, Post.GUIDE})
_ABOVE = frozenset({Post.DISTRICT_OFFICER, Post.DIRECTOR})
_BY_KIND: dict[str, frozenset[Post]] = {
    UnitKind.CENTRE: _IN_A_CENTRE,
    UnitKind.STATION: _IN_A_STATION,
    UnitKind.DEPARTMENT: frozenset({Post.APPROVER, Post.ACCEPTANCE, Post.DIRECTOR, Post.DISTRICT_OFFICER}),
    UnitKind.PROVINCE: _ABOVE,
    UnitKind.CITY: _ABOVE,
    UnitKind.DISTRICT: _ABOVE,
    UnitKind.DEVELOPMENT_ZONE: _ABOVE,
    UnitKind.OUTSIDE: frozenset(),
    **dict.fromkeys(TOWN_LEVEL, frozenset({Post.APPROVER, Post.DIRECTOR})),
    **dict.fromkeys(COMMUNITY_LEVEL, frozenset({Post.STATION_WORKER, Post.AGENT, Post.DIRECTOR})),
}


def posts_for(kind: str) -> list[Post]:
    """The posts that exist in a unit of the kind, in the list's order; administrators everywhere inside."""
    fitting = _BY_KIND[kind]
    administers = frozenset() if kind == UnitKind.OUTSIDE else frozenset(ADMIN_POSTS)
    return [post for post in Post if post in fitting or post in administers]


def may_hold(post: str, employment: str) -> bool:
    """Whether the employment allows the post: approvers are chosen by the town itself (clause 2.3)."""
    return not (post == Post.APPROVER and employment in {Employment(each) for each in NEVER_APPROVE})
