"""Issuing a ticket, and what can still happen to it before it is called."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from yizhan.catalog.models import Implementation
from yizhan.devices.models import Device
from yizhan.devices.printing import queue_slip
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.orgs.selectors import opening_stretches, policy_of
from yizhan.orgs.states import Post
from yizhan.queueing.guards import day_goes_on, in_own_hall
from yizhan.queueing.models import BusinessDay, Category, ServiceRecord, Ticket, TicketSeries, Visit
from yizhan.queueing.refusals import (
    CategoryNotOffered,
    DayAlreadyClosed,
    DayNotOpen,
    ItemClosed,
    NotIssuingNow,
    PriorityNeedsReason,
    QuotaUsedUp,
)
from yizhan.queueing.rules.issuing import is_within, issuing_until, label
from yizhan.queueing.selectors import estimates
from yizhan.queueing.selectors.gate import day_of
from yizhan.queueing.slip import slip_of
from yizhan.queueing.states import (
    AT_A_WINDOW,
    CANCEL,
    CANCEL_REASONS,
    OPEN,
    RESTORE,
    Channel,
    PriorityReason,
    TicketState,
)
from yizhan.rows.lifecycle import advance
from yizhan.rows.prepared import Change, Reading, given, insert


@act("ticket.issued")
def issue(
    category: Category,
    *,
    channel: str,
    by: Actor,
    at: datetime,
    implementation: Implementation | None = None,
    priority_reason: str = "",
    printer: Device | None = None,
    request_key: str = "",
) -> Ticket:
    """Give a resident the next number of a category (clauses 6.1, 3.4).

    The number is unique on the hall's business date. A repeated request gets the same ticket. The guide
    desk may still issue after the machines have stopped, as long as the day is open.
    """
    in_own_hall(by, category.unit_id)
    answer_repeated(category.unit_id)
    if priority_reason and priority_reason not in PriorityReason.values:
        raise PriorityNeedsReason
    day = _open_day(category, at)
    if channel != Channel.GUIDE:
        _refuse_outside_hours(category, at)
    _refuse_closed(category, implementation)
    number = _next_number(day, category)
    visit = insert(Visit(unit_id=category.unit_id, business_date=day.date, channel=channel, arrived_at=at))
    now = estimates.hall_now(day)
    told = now.for_a_new_ticket(category.pk, at, is_priority=bool(priority_reason))
    low, high = told.minutes or (None, None)
    ticket = Ticket(
        visit=visit,
        unit_id=category.unit_id,
        day=day,
        label=label(category.prefix, number),
        category=category,
        issued_category=category,
        implementation=implementation,
        priority_reason=priority_reason,
        expected_low=low,
        expected_high=high,
        issued_at=at,
        queued_at=at,
    )
    insert(ticket)
    if printer is not None:
        queue_slip(printer, subject_id=ticket.pk, content=slip_of(ticket), at=at)
    record(ticket, by=by, at=at, unit_id=category.unit_id, label=ticket.label, category_id=str(category.pk))
    return ticket


@act("ticket.reprinted")
def reprint(
    ticket: Ticket, printer: Device, *, copy: int, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Print a ticket's slip again, marked 补打. `copy` counts from 1; the same copy is printed once."""
    in_own_hall(by, ticket.unit_id)
    answer_repeated(ticket.unit_id)
    if ticket.state not in OPEN:
        raise StaleState(thing=str(ticket), state=ticket.get_state_display())
    queue_slip(printer, subject_id=ticket.pk, content=slip_of(ticket, reprint=True), copy=copy, at=at)
    record(ticket, by=by, at=at, unit_id=ticket.unit_id, copy=copy)
    return ticket


@act("ticket.given_priority")
def give_priority(ticket: Ticket, reason: str, *, by: Actor, at: datetime, request_key: str = "") -> Ticket:
    """Let a waiting number go before others, for a listed reason; an empty reason takes it back."""
    in_own_hall(by, ticket.unit_id)
    answer_repeated(ticket.unit_id)
    if reason and reason not in PriorityReason.values:
        raise PriorityNeedsReason
    waiting = Ticket.objects.filter(pk=ticket.pk, state=TicketState.WAITING)
    if waiting.update(priority_reason=reason) != 1:
        ticket.refresh_from_db()
        raise StaleState(thing=str(ticket), state=ticket.get_state_display())
    ticket.refresh_from_db()
    record(ticket, by=by, at=at, unit_id=ticket.unit_id, reason=reason)
    return ticket


@act("ticket.cancelled")
def cancel(
    ticket: Ticket, reason: str, *, by: Actor, at: datetime, seen: str = "", request_key: str = ""
) -> Ticket:
    """End a number for which nothing will be done, with the reason (弃号). Can be undone by `restore`.

    It may be at the window already: who came and wants nothing after all is no consultation (3.4). `seen`
    is the state that the page showed: a number that was called meanwhile is not ended by an old page.
    """
    in_own_hall(by, ticket.unit_id)
    answer_repeated(ticket.unit_id)
    _leave_to_its_window(ticket, by)
    known = reason if reason in CANCEL_REASONS else CANCEL_REASONS[0]
    # In the state for which it was decided whose number it is, and in no other.
    as_seen = {"state": seen or ticket.state}
    advance(
        ticket, CANCEL, only_if=as_seen, ended_at=at, end_reason=known, suspend_kind="", reserved_for=None
    )
    ServiceRecord.objects.filter(ticket=ticket).delete()  # told by a finish that was undone
    record(ticket, by=by, at=at, unit_id=ticket.unit_id, reason=known)
    return ticket


@act("ticket.restored")
def restore(ticket: Ticket, *, by: Actor, at: datetime, request_key: str = "") -> Ticket:
    """Put a cancelled or missed number of today back where its arrival puts it: the undo of `cancel`."""
    in_own_hall(by, ticket.unit_id)
    answer_repeated(ticket.unit_id)
    day_goes_on(ticket)
    advance(
        ticket,
        RESTORE,
        ended_at=None,
        end_reason="",
        window=None,
        session=None,
        started_at=None,
        calls=0,
        return_after_calls=None,
    )
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket


def _leave_to_its_window(ticket: Ticket, by: Actor) -> None:
    """A number at a window is ended by that window, by the guide desk or the director, by no other clerk."""
    if ticket.state not in AT_A_WINDOW or ticket.session is None or by.kind == ActorKind.SYSTEM:
        return
    if str(ticket.session.user_id) != by.id and not by.holds(Post.GUIDE, Post.DIRECTOR):
        raise NotYours(owner=f"{ticket.window}")


def _open_day(category: Category, at: datetime) -> BusinessDay:
    today = localtime(at).date()
    day = day_of(category.unit_id, today)
    if day is None:
        raise DayNotOpen
    return day


def _refuse_outside_hours(category: Category, at: datetime) -> None:
    """Last ticket before closing; a hall without hours on record issues while its day is open (5.1)."""
    stretches = opening_stretches(category.unit_id, localtime(at).date())
    if not stretches:
        return
    policy = policy_of(category.unit_id)
    issuing = issuing_until(stretches, last_ticket_minutes=policy.last_ticket_minutes)
    if not is_within(localtime(at).time(), issuing):
        hours = "、".join(f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in issuing)
        raise NotIssuingNow(hours=hours)


def _refuse_closed(category: Category, implementation: Implementation | None) -> None:
    if not category.is_offered:
        raise CategoryNotOffered(category=category.name, category_en=category.name_en)
    if implementation is not None and not implementation.is_open:
        raise ItemClosed(item=implementation.item.short_name, reason=implementation.closed_reason)


def _next_number(day: BusinessDay, category: Category) -> int:
    """Raise the series where it is open and below the quota: one conditional UPDATE, so no number twice."""
    quota = 999 if category.daily_quota is None else min(category.daily_quota, 999)
    if _count_up(day=day, category=category, quota=quota) == 1:
        return int(_last_number(day=day, category=category)[0][0])
    if TicketSeries.objects.filter(day=day, category=category, is_closed=True).exists():
        raise DayAlreadyClosed
    raise QuotaUsedUp(category=category.name, category_en=category.name_en)


def _series() -> QuerySet[TicketSeries]:
    return TicketSeries.objects.filter(
        day=given(TicketSeries, "day"), category=given(TicketSeries, "category")
    )


_count_up = Change(
    lambda: _series().filter(is_closed=False, last_number__lt=given(TicketSeries, "last_number", "quota")),
    lambda: {"last_number": F("last_number") + 1},
)
_last_number = Reading(lambda: _series().values_list("last_number"))
