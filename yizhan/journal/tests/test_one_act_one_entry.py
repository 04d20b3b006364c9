"""One business act is one transaction and one journal entry, done at most once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from yizhan.calendars.models import CalendarYear
from yizhan.journal import acts
from yizhan.journal.acts import ACTS, act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.journal.models import Entry
from yizhan.journal.selectors import entries_after, position_of, story_of
from yizhan.lib.actor import SYSTEM, Actor
from yizhan.lib.refusal import Refusal, RequestKeyReused

pytestmark = pytest.mark.django_db

AT = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
HALL, OTHER = uuid4(), uuid4()


class NotThatYear(Refusal):
    code = "not_that_year"
    sentence = "没有这一年。"
    next_step = "请换一年。"


@pytest.fixture(autouse=True)
def forget_test_acts() -> Iterator[None]:
    """Acts declared here are not acts of the program."""
    known = dict(ACTS)
    yield
    ACTS.clear()
    ACTS.update(known)


def declare(name: str = "test.year_added") -> Callable[..., CalendarYear]:
    @act(name)
    def add_year(
        year: int,
        *,
        by: Actor,
        at: datetime,
        unit: UUID = HALL,
        request_key: str = "",
        entries: int = 1,
        refuse: bool = False,
    ) -> CalendarYear:
        """Write down a year."""
        answer_repeated(unit)
        row = CalendarYear.objects.create(year=year)
        for _ in range(entries):
            record(row, by=by, at=at, unit_id=unit, year=year)
        if refuse:
            raise NotThatYear
        return row

    return add_year


def years() -> list[int]:
    return list(CalendarYear.objects.order_by("year").values_list("year", flat=True))


def test_positions_of_a_unit_count_from_one_without_gaps() -> None:
    add_year = declare()
    for year, unit in ((2001, HALL), (2002, OTHER), (2003, HALL)):
        add_year(year, by=SYSTEM, at=AT, unit=unit)
    assert [entry.position for entry in entries_after(HALL, 0)] == [1, 2]
    assert [entry.position for entry in entries_after(HALL, 1)] == [2]
    assert (position_of(HALL), position_of(OTHER), position_of(uuid4())) == (2, 1, 0)


def test_a_refusal_takes_the_change_and_its_entry_back() -> None:
    add_year = declare()
    with pytest.raises(NotThatYear):
        add_year(2001, by=SYSTEM, at=AT, refuse=True)
    assert years() == []
    assert position_of(HALL) == 0


@pytest.mark.parametrize("entries", [0, 2])
def test_an_act_that_does_not_write_exactly_one_entry_is_a_bug(entries: int) -> None:
    add_year = declare()
    with pytest.raises(RuntimeError, match=f"wrote {entries} journal entries"):
        add_year(2001, by=SYSTEM, at=AT, entries=entries)
    assert years() == []


def test_acts_do_not_nest() -> None:
    add_year = declare()

    @act("test.two_years_added")
    def add_two(*, by: Actor, at: datetime) -> CalendarYear:
        """Write down two years."""
        return add_year(2001, by=by, at=at)

    with pytest.raises(RuntimeError, match="inside another act"):
        add_two(by=SYSTEM, at=AT)


def test_a_name_is_declared_once() -> None:
    declare()
    with pytest.raises(RuntimeError, match="declared twice"):
        declare()


def test_nothing_is_recorded_outside_an_act() -> None:
    with pytest.raises(RuntimeError, match="inside an act only"):
        record(CalendarYear(year=1), by=SYSTEM, at=AT, unit_id=HALL)


def test_a_repeated_request_is_answered_with_the_first_row() -> None:
    add_year = declare()
    first = add_year(2001, by=SYSTEM, at=AT, request_key="k")
    second = add_year(2002, by=SYSTEM, at=AT, request_key="k")
    assert first == second
    assert years() == [2001]


def test_the_same_key_in_another_unit_is_another_request() -> None:
    add_year = declare()
    add_year(2001, by=SYSTEM, at=AT, request_key="k")
    add_year(2002, by=SYSTEM, at=AT, request_key="k", unit=OTHER)
    assert years() == [2001, 2002]


def test_a_key_belongs_to_its_act() -> None:
    add_year, other = declare(), declare("test.another")
    add_year(2001, by=SYSTEM, at=AT, request_key="k")
    with pytest.raises(RequestKeyReused):
        other(2002, by=SYSTEM, at=AT, request_key="k")


def test_a_known_constraint_becomes_its_sentence_and_an_unknown_one_stays_a_bug(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_year = declare()
    add_year(2001, by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError):
        add_year(2001, by=SYSTEM, at=AT)
    monkeypatch.setattr(acts, "refusal_for", lambda error: NotThatYear())
    with pytest.raises(NotThatYear):
        add_year(2001, by=SYSTEM, at=AT)
    assert position_of(HALL) == 1


def test_refusals_are_registered_for_constraints_that_exist() -> None:
    """A constraint that was renamed would silently turn its sentence into an error page."""
    from django.apps import apps

    from yizhan.journal import constraints

    refuse_on("calendars.calendaryear", "no_such", NotThatYear)
    try:
        unknown = [
            (label, name)
            for label, name in constraints._refusals
            if name not in {one.name for one in apps.get_model(label)._meta.constraints}
        ]
    finally:
        del constraints._refusals[("calendars.calendaryear", "no_such")]
    assert unknown == [("calendars.calendaryear", "no_such")]


def test_the_story_of_a_subject_is_its_entries() -> None:
    add_year = declare()
    row = add_year(2001, by=SYSTEM, at=AT)
    add_year(2002, by=SYSTEM, at=AT)
    assert [entry.facts for entry in story_of(row)] == [{"year": 2001}]
    assert Entry.objects.count() == 2
