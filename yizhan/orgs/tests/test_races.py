"""Two clicks at one instant: one hall, one administrator post, one window number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db.models import QuerySet

from yizhan.accounts.actions import create_user
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions, refusals
from yizhan.orgs.models import Membership, Unit, UnitName, Window
from yizhan.orgs.states import ADMIN_POSTS, Employment
from yizhan.testing.cast import OTHER_COMMUNITY, PASSWORD, SET_UP, Cast, at, load_streets
from yizhan.testing.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CLIENTS = 6
NOW = at(9)


def together(act: Callable[[], object]) -> list[object]:
    return list(at_once([act] * CLIENTS))


def refused(outcomes: list[object], refusal: type[Exception]) -> int:
    """How many were refused so; any other exception is a failure of its own."""
    strange = [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, refusal)]
    assert strange == []
    return sum(isinstance(each, refusal) for each in outcomes)


@pytest.mark.clause("2.1")
def test_a_town_gets_one_centre() -> None:
    load_streets(OTHER_COMMUNITY)
    street = Unit.objects.get(division_code=OTHER_COMMUNITY[:9])
    outcomes = together(partial(actions.establish_centre, street, by=SYSTEM, at=SET_UP))
    assert refused(outcomes, refusals.HallExists) == CLIENTS - 1
    assert Unit.objects.filter(kind="centre").count() == 1


@pytest.mark.postgres_only(reason="SQLite lets one writer in at a time, with or without the lock")
def test_without_the_lock_a_town_would_get_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the lock is what keeps the second one out."""
    load_streets(OTHER_COMMUNITY)
    street = Unit.objects.get(division_code=OTHER_COMMUNITY[:9])
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows: rows)
    together(partial(actions.establish_centre, street, by=SYSTEM, at=SET_UP))
    assert Unit.objects.filter(kind="centre").count() > 1


@pytest.mark.clause("2.1")
def test_one_person_gets_one_administrator_post(cast: Cast) -> None:
    user = create_user("newcomer", name="华新来", password=PASSWORD, by=SYSTEM, at=SET_UP)
    grants = [
        partial(
            actions.grant_membership,
            user,
            cast.hall,
            post=post,
            employment=Employment.ESTABLISHED,
            by=SYSTEM,
            at=NOW,
        )
        for post in ADMIN_POSTS
    ]
    outcomes: list[object] = list(at_once([*grants, *grants]))
    kinds = (refusals.AdministratorsKeptApart, refusals.PostHeldAlready)
    assert sum(isinstance(each, kinds) for each in outcomes) == len(outcomes) - 1
    assert Membership.objects.filter(user=user, post__in=ADMIN_POSTS).count() == 1


def test_a_window_number_is_given_once(cast: Cast) -> None:
    add = partial(actions.add_window, cast.hall, number=9, zone=cast.zone, name="综合", by=SYSTEM, at=NOW)
    assert refused(together(add), refusals.WindowNumberUsed) == CLIENTS - 1
    assert Window.objects.filter(unit=cast.hall, number=9).count() == 1


@pytest.mark.clause("2.2")
def test_a_unit_has_one_name_at_a_time(cast: Cast) -> None:
    renames = [
        partial(actions.rename, cast.hall, f"名称{number}", by=SYSTEM, at=NOW) for number in range(CLIENTS)
    ]
    outcomes = list(at_once(renames))
    assert not [
        each
        for each in outcomes
        if isinstance(each, Exception) and not isinstance(each, refusals.DateNotPossible)
    ]
    assert UnitName.objects.filter(unit=cast.hall, valid_to=None).count() == 1
    cast.hall.refresh_from_db()
    assert UnitName.objects.get(unit=cast.hall, valid_to=None).name == cast.hall.name
