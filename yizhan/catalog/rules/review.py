"""How a case of an item runs: whether its review route holds together, and what the law bounds (4.2, 7.2c).

前台综合受理、后台分类审批: who takes the application at a window does not review or decide it, so the post of
acceptance may go along to look at facts and put a list up, and nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from yizhan.catalog.content import GuideContent, Limit, ReviewStepContent
from yizhan.catalog.rules.limits import limit_text
from yizhan.catalog.states import LimitUnit, ReviewKind, SpecialProcedure
from yizhan.orgs.states import Post

_DECIDING = (Post.APPROVER, Post.DIRECTOR)
_REVIEWING = (*_DECIDING, Post.STATION_WORKER)
_OUT_OF_DOORS = (*_REVIEWING, Post.ACCEPTANCE, Post.AGENT)

MAY_HOLD: Mapping[str, tuple[Post, ...]] = {
    ReviewKind.REVIEW: _REVIEWING,
    ReviewKind.SITE_CHECK: _OUT_OF_DOORS,
    ReviewKind.JOINT: _DECIDING,
    ReviewKind.PUBLICITY: _OUT_OF_DOORS,
    ReviewKind.DECISION: _DECIDING,
}
"""The posts that can do a step of each kind; the posts of the three-way administration do none."""

REVIEW_POSTS: tuple[Post, ...] = _OUT_OF_DOORS

LICENCE_PROCEDURES = frozenset({
    SpecialProcedure.HEARING, SpecialProcedure.BIDDING, SpecialProcedure.AUCTION, SpecialProcedure.INSPECTION,
    SpecialProcedure.TESTING, SpecialProcedure.QUARANTINE, SpecialProcedure.APPRAISAL,
    SpecialProcedure.EXPERT_REVIEW,
})  # fmt: skip
"""行政许可法 45 names these times that do not count, and no others."""
LICENCE_EXTENSION = 15
"""Working days: 行政许可法 42 allows 10, and 15 where several bodies handle jointly."""


def review_problems(content: GuideContent) -> list[str]:
    """What keeps a review route from being published, in half sentences; nothing where it may be. [4.2, 7.2c]

    No steps at all is a route too: the default one.
    """
    steps = content.review_steps
    wrong = [*_decision_problems(steps), *_names_problems(steps)]
    wrong += [problem for step in steps if (problem := post_problem(step.kind, step.posts, step.name))]
    wrong += [
        f"“{step.name}”是联合会审，至少要两个岗位"
        for step in steps
        if step.kind == ReviewKind.JOINT and len(set(step.posts)) < 2
    ]
    wrong += _publicity_problems(steps, content.publicity_days)
    if too_long := steps_beyond_limit(workdays_of(steps), content.statutory, content.promised):
        wrong.append(too_long)
    return wrong


def post_problem(kind: str, posts: Collection[str], name: str) -> str:
    """Why these posts cannot do a step of this kind; empty where they can."""
    if not posts:
        return f"“{name}”没有写由哪个岗位办"
    able = MAY_HOLD.get(kind, ())
    if unable := [Post(post).label for post in posts if post not in able]:
        return f"“{name}”不能由{'、'.join(unable)}岗位办，只能由{'、'.join(post.label for post in able)}办"
    return ""


def workdays_of(steps: Iterable[ReviewStepContent]) -> int:
    """The limits of all steps together; a step without one adds nothing."""
    return sum(step.limit_workdays or 0 for step in steps)


def steps_beyond_limit(workdays: int, statutory: Limit | None, promised: Limit | None) -> str:
    """Why the steps take longer than the promise, or than the statute where nothing is promised. [7.2c]

    Compared only in working days: days and working days cannot be compared without a calendar.
    """
    limit, name = (promised, "承诺时限") if promised else (statutory, "法定时限")
    if limit is None or (limit.unit != LimitUnit.WORKDAYS and limit.value):
        return ""
    if workdays <= limit.value:
        return ""
    return f"各环节时限加起来是{workdays}个工作日，超过了{name}{limit_text(limit)}"


def beyond_licence_law(procedures: Iterable[str]) -> list[str]:
    """The special procedures that may not stop the clock of a licence (行政许可法 45)."""
    return [SpecialProcedure(one).label for one in procedures if one not in LICENCE_PROCEDURES]


def _decision_problems(steps: Sequence[ReviewStepContent]) -> list[str]:
    if not steps:
        return []
    decisions = sum(step.kind == ReviewKind.DECISION for step in steps)
    if decisions == 0:
        return ["没有“决定”这一步"]
    if decisions > 1:
        return [f"“决定”只能有一步，现在有{decisions}步"]
    return [] if steps[-1].kind == ReviewKind.DECISION else ["“决定”要放在最后一步"]


def _names_problems(steps: Sequence[ReviewStepContent]) -> list[str]:
    keys = Counter(step.key for step in steps)
    names = Counter(step.name for step in steps)
    return [f"环节代号“{key}”用了两次" for key, count in keys.items() if count > 1] + [
        f"有两步都叫“{name}”，退回时分不清" for name, count in names.items() if count > 1
    ]


def _publicity_problems(steps: Sequence[ReviewStepContent], days: int | None) -> list[str]:
    count = sum(step.kind == ReviewKind.PUBLICITY for step in steps)
    if count and days is None:
        return ["有“公示”这一步，没有写公示几天"]
    if days is not None and not count:
        return [f"写了公示{days}天，没有“公示”这一步"]
    return ["“公示”只能有一步"] if count > 1 else []
