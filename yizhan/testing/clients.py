"""What the clients of a race do, many times over, each in its own process."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import StaleState
from yizhan.queueing.actions import calling, issuing
from yizhan.queueing.actions.moving import suspend
from yizhan.queueing.models import Category, WindowSession
from yizhan.queueing.refusals import FinishCurrentFirst, NobodyWaiting
from yizhan.queueing.states import Channel, SuspendKind


def issue_many(category: str, count: int, at: str) -> list[str]:
    """Issue tickets one after the other as the guide desk; returns their labels."""
    found = Category.objects.select_related("zone", "unit").get(pk=category)
    by = Actor(ActorKind.STAFF, "guide", found.unit_id)
    moment = datetime.fromisoformat(at)
    return [issuing.issue(found, channel=Channel.GUIDE, by=by, at=moment).label for _ in range(count)]


def call_and_put_aside(session: str, at: str) -> list[str]:
    """Call the next at one window until nobody waits, passing each number on at once; returns the labels."""
    served = WindowSession.objects.select_related("window").get(pk=UUID(session))
    by = Actor(ActorKind.STAFF, str(served.user_id), served.unit_id)
    moment = datetime.fromisoformat(at)
    labels: list[str] = []
    while True:
        try:
            ticket = calling.call_next(served, by=by, at=moment)
        except NobodyWaiting:
            return labels
        except (StaleState, FinishCurrentFirst):
            continue
        labels.append(ticket.label)
        suspend(ticket, served, SuspendKind.WITHOUT_PAPERS, by=by, at=moment)
