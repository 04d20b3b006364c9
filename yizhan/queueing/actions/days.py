"""Opening and closing a hall's business day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from yizhan.accounts.rights import only_for
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post
from yizhan.queueing.guards import in_own_hall
from yizhan.queueing.models import (
    BusinessDay,
    Category,
    Pause,
    ServiceRecord,
    Ticket,
    TicketSeries,
    WindowSession,
)
from yizhan.queueing.refusals import AlreadyOpenDay, ClosedForToday, DayStillBusy, EarlierDayOpen
from yizhan.queueing.states import AT_CLOSING, CLOSE_DAY, REOPEN_DAY, DayState, TicketState
from yizhan.rows.lifecycle import advance

refuse_on("queueing.businessday", "queueing_one_day_per_date", AlreadyOpenDay)
refuse_on("queueing.businessday", "queueing_one_open_day_per_hall", EarlierDayOpen)


OPENS_THE_DAY = (Post.DIRECTOR, Post.GUIDE, Post.STATION_WORKER)


@act("day.opened")
def open_day(
    hall: Unit, business_date: date, *, by: Actor, at: datetime, request_key: str = ""
) -> BusinessDay:
    """Begin a business day: from now on tickets are issued, each category counting from 001.

    Raises AlreadyOpenDay, ClosedForToday, or EarlierDayOpen when another day was left open.
    """
    in_own_hall(by, hall.pk)
    only_for(by, *OPENS_THE_DAY, owner="中心负责人或导引台")
    answer_repeated(hall.pk)
    if same := BusinessDay.objects.filter(unit=hall, date=business_date).first():
        raise AlreadyOpenDay if same.state == DayState.OPEN else ClosedForToday
    day = BusinessDay.objects.create(unit=hall, date=business_date, opened_at=at)
    TicketSeries.objects.bulk_create(
        TicketSeries(day=day, category=category) for category in Category.objects.filter(unit=hall)
    )
    record(day, by=by, at=at, unit_id=hall.pk, date=business_date.isoformat())
    return day


@act("day.closed")
def close_day(
    day: BusinessDay, *, by: Actor, at: datetime, even_if_busy: bool = False, request_key: str = ""
) -> BusinessDay:
    """End a business day: every open ticket ends with a name, every window is signed out.

    While a window still serves somebody the day stays open (DayStillBusy), unless `even_if_busy`: the
    closing at night by the program itself.
    """
    in_own_hall(by, day.unit_id)
    only_for(by, *OPENS_THE_DAY, owner="中心负责人或导引台")
    answer_repeated(day.unit_id)
    advance(day, CLOSE_DAY, closed_at=at)
    # In this order each statement waits for the acts under way and shuts the door behind them:
    # no new number (series), no act at a window (sessions), then what is still open.
    TicketSeries.objects.filter(day=day).update(is_closed=True)
    sessions = WindowSession.objects.filter(unit_id=day.unit_id, ended_at=None)
    Pause.objects.filter(session__in=sessions, ended_at=None).update(ended_at=at)
    sessions.update(ended_at=at)
    if not even_if_busy:
        _refuse_if_serving(day)
    ended = {state: _end(day, state, at) for state in AT_CLOSING}
    record(day, by=by, at=at, unit_id=day.unit_id, ended=ended)
    return day


@act("day.reopened")
def reopen_day(day: BusinessDay, *, by: Actor, at: datetime, request_key: str = "") -> BusinessDay:
    """Open a day again that was closed by mistake; the tickets that it ended stay ended."""
    in_own_hall(by, day.unit_id)
    only_for(by, *OPENS_THE_DAY, owner="中心负责人或导引台")
    answer_repeated(day.unit_id)
    advance(day, REOPEN_DAY, closed_at=None)
    TicketSeries.objects.filter(day=day).update(is_closed=False)
    record(day, by=by, at=at, unit_id=day.unit_id)
    return day


def stale_days(today: date) -> Iterable[BusinessDay]:
    """Days still open that lie before today: the program closes them at night."""
    return BusinessDay.objects.filter(state="open", date__lt=today)


def _refuse_if_serving(day: BusinessDay) -> None:
    serving = Ticket.objects.filter(day=day, state=TicketState.SERVING).select_related("window")
    if windows := "、".join(f"{ticket.window}" for ticket in serving.order_by("window__number")):
        raise DayStillBusy(windows=windows)


def _end(day: BusinessDay, state: str, at: datetime) -> int:
    target, reason = AT_CLOSING[state]
    if target == TicketState.MISSED:  # told by a finish that was undone, and then nobody came back
        ServiceRecord.objects.filter(ticket__day=day, ticket__state=state).delete()
    return Ticket.objects.filter(day=day, state=state).update(
        state=target, end_reason=reason, ended_at=at, suspend_kind="", reserved_for=None
    )
