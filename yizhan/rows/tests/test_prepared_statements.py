"""A prepared statement says what the ORM's own would have said, on both databases."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from yizhan.journal.models import INSTALLATION, Entry
from yizhan.queueing.models import BusinessDay, Ticket, TicketSeries, Visit
from yizhan.queueing.states import Channel, TicketState
from yizhan.rows.prepared import Change, Fetch, Reading, given, insert
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db

TIMES = Reading(
    lambda: (
        Ticket.objects.filter(
            Q(category=given(Ticket, "category")) | Q(label=given(Ticket, "label")),
            state=TicketState.WAITING,
        )
        .order_by("-label")
        .values_list("pk", "label", "issued_at", "called_at", "day__date", "calls")
    )
)
RAISE = Change(
    lambda: TicketSeries.objects.filter(day=given(TicketSeries, "day"), is_closed=False),
    lambda: {"calls": F("calls") + 1, "last_number": given(TicketSeries, "last_number", "number")},
)
DAY = Fetch(BusinessDay, lambda: BusinessDay.objects.filter(date=given(BusinessDay, "date")))


def test_the_same_values_as_from_the_orm(floor: Floor) -> None:
    for minute, category in enumerate([floor.social, floor.civil, floor.civil]):
        floor.issue(9, minute, category=category)
    for category, label in ((floor.social, "B002"), (floor.civil, "A001"), (floor.social, "Z999")):
        rows = Ticket.objects.filter(Q(category=category) | Q(label=label), state=TicketState.WAITING)
        expected = rows.order_by("-label").values_list(
            "pk", "label", "issued_at", "called_at", "day__date", "calls"
        )
        assert TIMES(category=category, label=label) == list(expected)
        assert TIMES(category=category.pk, label=label) == list(expected)


def test_values_are_bound_and_never_part_of_the_text(floor: Floor) -> None:
    hostile = "x') OR 1=1 --"
    with CaptureQueriesContext(connection) as asked:
        assert TIMES(category=uuid.uuid4(), label=hostile) == []
    assert len(asked) == 1


def test_a_change_tells_how_many_rows_it_changed(floor: Floor) -> None:
    assert RAISE(day=floor.day, number=7) == 2
    assert RAISE(day=uuid.uuid4(), number=8) == 0
    assert set(TicketSeries.objects.values_list("last_number", "calls")) == {(7, 1)}
    TicketSeries.objects.update(is_closed=True)
    assert RAISE(day=floor.day, number=9) == 0


def test_a_missing_value_is_an_error_and_changes_nothing(floor: Floor) -> None:
    with pytest.raises(KeyError):
        RAISE(day=floor.day)
    assert set(TicketSeries.objects.values_list("last_number", "calls")) == {(0, 0)}


def test_whole_rows_are_the_rows_of_the_orm(floor: Floor) -> None:
    (day,) = DAY.rows(date=floor.day.date)
    read = BusinessDay.objects.get(pk=day.pk)
    assert {f.attname: getattr(day, f.attname) for f in day._meta.fields} == {
        f.attname: getattr(read, f.attname) for f in read._meta.fields
    }
    assert not day._state.adding
    assert DAY.first(date=date(1999, 1, 1)) is None


def test_an_inserted_row_can_be_read_and_saved_again(floor: Floor) -> None:
    at = floor.at(9) + timedelta(microseconds=123456)
    visit = insert(Visit(unit=floor.cast.hall, business_date=at.date(), channel=Channel.GUIDE, arrived_at=at))
    assert Visit.objects.get(pk=visit.pk).arrived_at == at
    visit.channel = Channel.KIOSK
    visit.save()
    assert Visit.objects.get(pk=visit.pk).channel == Channel.KIOSK


def test_what_the_database_computes_is_read_when_it_is_asked_for(floor: Floor) -> None:
    entry = insert(
        Entry(
            unit_id=INSTALLATION,
            position=10_000,
            act="test.inserted",
            actor_kind="system",
            facts={"数": [1, "二", None]},
            at=floor.at(9),
        )
    )
    assert entry.recorded_at == Entry.objects.get(pk=entry.pk).recorded_at
    assert Entry.objects.get(pk=entry.pk).facts == {"数": [1, "二", None]}
