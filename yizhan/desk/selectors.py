"""What the director's page reads across the floor, the ratings and the devices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from uuid import UUID

from django.utils.timezone import localtime, make_aware

from yizhan.desk.rules import SILENT_FOR, Facts, Lasting
from yizhan.devices.selectors import devices_visible_to
from yizhan.devices.states import DeviceKind
from yizhan.lib.actor import Actor
from yizhan.orgs.selectors import is_open
from yizhan.queueing.selectors import attention
from yizhan.queueing.selectors.days import left_open
from yizhan.queueing.selectors.gate import day_of
from yizhan.queueing.states import DayState


def facts_of(actor: Actor, unit_id: UUID, at: datetime, *, waiting: int, bad_ratings: int) -> Facts:
    """Everything from which it follows what needs action in the actor's hall."""
    on = localtime(at).date()
    day, left = day_of(unit_id, on), left_open(actor, on)
    longest = attention.waiting_longest(unit_id, on)
    unanswered, oldest = attention.unanswered(unit_id)
    midnight = make_aware(datetime.combine(on, time()))
    return Facts(
        at=at,
        is_open=day is not None and day.state == DayState.OPEN,
        should_be_open=is_open(unit_id, at) and (day is None or day.state == DayState.OPEN),
        left_open=str(left or ""),
        waiting=waiting,
        windows_calling=attention.windows_calling(unit_id),
        longest=_lasting([longest])[0] if longest else None,
        pauses=_lasting(attention.pauses_now(unit_id)),
        papers=_lasting(attention.papers_kept(unit_id, on)),
        bad_ratings=bad_ratings,
        unanswered=unanswered,
        oldest_question=oldest,
        quotas=[(one.category, one.issued, one.limit) for one in attention.quotas(unit_id, on)],
        slips_not_printed=attention.slips_not_printed(unit_id, midnight),
        silent_devices=_silent(actor, at),
    )


def _lasting(found: Iterable[attention.Since]) -> list[Lasting]:
    return [Lasting(one.what, one.why, one.since) for one in found]


def _silent(actor: Actor, at: datetime) -> Sequence[str]:
    """Screens that were seen today and are silent now; one that was never switched on is no news."""
    midnight = make_aware(datetime.combine(localtime(at).date(), time()))
    seen = devices_visible_to(actor).filter(
        disabled_at=None, last_seen_at__gte=midnight, last_seen_at__lt=at - SILENT_FOR
    )
    return [device.name for device in seen.exclude(kind=DeviceKind.PRINTER)]
