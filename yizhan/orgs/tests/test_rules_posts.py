"""Which post fits where, with which employment, and between which values a policy stands."""

from __future__ import annotations

import pytest

from yizhan.orgs.rules.policies import BOUNDS, outside_bounds
from yizhan.orgs.rules.posts import may_hold, posts_for
from yizhan.orgs.states import ADMIN_POSTS, Employment, Post, UnitKind


@pytest.mark.clause("2.3")
@pytest.mark.parametrize("employment", Employment)
@pytest.mark.parametrize("post", Post)
def test_only_approving_is_closed_to_some(post: Post, employment: Employment) -> None:
    barred = {Employment.PUBLIC_WELFARE, Employment.OUTSOURCED}
    assert may_hold(post, employment) is not (post == Post.APPROVER and employment in barred)


@pytest.mark.clause("2.3")
def test_approvers_are_the_towns_alone() -> None:
    assert Post.APPROVER in posts_for(UnitKind.CENTRE)
    assert Post.APPROVER not in posts_for(UnitKind.STATION)
    assert Post.APPROVER not in posts_for(UnitKind.COMMUNITY)


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_of_unit_has_its_posts(kind: UnitKind) -> None:
    posts = posts_for(kind)
    assert len(posts) == len(set(posts))
    assert set(ADMIN_POSTS) <= set(posts) or kind == UnitKind.OUTSIDE
    assert (Post.DISTRICT_OFFICER in posts) == (
        kind in {"province", "city", "district", "development_zone", "department"}
    )


@pytest.mark.parametrize("name", BOUNDS)
def test_a_policy_value_stands_between_its_bounds(name: str) -> None:
    low, high = BOUNDS[name]
    assert outside_bounds({name: low}) == outside_bounds({name: high}) == []
    for wrong in (low - 1, high + 1, "3", None, 10**9):
        assert outside_bounds({name: wrong}) == [name]
