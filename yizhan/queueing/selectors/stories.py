"""What happened to a ticket, step by step, in words; and the last step that its window may undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.accounts.models import User
from yizhan.devices.models import Device
from yizhan.journal.models import Entry
from yizhan.journal.selectors import story_of
from yizhan.lib.actor import ActorKind
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.states import EndReason, PriorityReason, SuspendKind, TicketState

WORDS = {
    "ticket.issued": "取号",
    "ticket.reprinted": "补打小票",
    "ticket.called": "叫到{window}号窗口",
    "ticket.called_by_choice": "指定叫到{window}号窗口",
    "ticket.recalled": "{window}号窗口重呼",
    "ticket.put_back": "撤回叫号，回到原来的位置",
    "ticket.started": "到窗口，开始办理",
    "ticket.passed": "叫了{calls}遍没有来，过号",
    "ticket.returned": "人回来了，重新排队",
    "ticket.suspended": "挂起（{kind}）",
    "ticket.resumed": "续办",
    "ticket.transferred": "转号",
    "ticket.taken_back": "撤回转号",
    "ticket.finished": "办结",
    "ticket.reopened": "撤销办结，继续办",
    "ticket.given_priority": "{priority}",
    "ticket.cancelled": "取消（{reason}）",
    "ticket.restored": "恢复排队",
}
UNDOABLE = ("ticket.finished", "ticket.transferred")
BY_ITSELF = {ActorKind.SYSTEM: "系统", ActorKind.RESIDENT: "群众"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a ticket's story."""

    at: datetime
    words: str
    who: str


def story(ticket: Ticket) -> Sequence[Step]:
    """Everything that was done to the ticket, oldest first, with who did it."""
    entries = list(story_of(ticket))
    names = _names(entries)
    return [
        Step(
            entry.at,
            words_of(entry),
            names.get(entry.actor_id, BY_ITSELF.get(ActorKind(entry.actor_kind), "")),
        )
        for entry in entries
    ]


def last_undoable(session: WindowSession) -> Ticket | None:
    """The ticket of the window's newest finish or transfer, if nobody has taken it further since."""
    entry = (
        Entry.objects.filter(
            unit_id=session.unit_id,
            act__in=UNDOABLE,
            actor_id=str(session.user_id),
            at__gte=session.started_at,
        )
        .order_by("-position")
        .first()
    )
    if entry is None:
        return None
    still_mine = Ticket.objects.filter(pk=entry.subject_id, session=session)
    return still_mine.filter(state__in=[TicketState.SERVED, TicketState.WAITING]).first()


def words_of(entry: Entry) -> str:
    """One journal entry of a ticket in the words of the hall."""
    template = WORDS.get(entry.act, entry.act)
    return template.format_map(_Facts(entry.facts))


class _Facts(dict[str, object]):
    """The facts of an entry, worded; what an entry does not tell is left out."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        reason = str(facts.get("reason") or "")
        kind = str(facts.get("kind") or "")
        super().__init__(
            facts,
            window=facts.get("window_number", ""),
            reason=dict(EndReason.choices).get(reason, ""),
            kind=str(dict(SuspendKind.choices).get(kind, "")).partition("：")[0],
            priority=f"优先：{dict(PriorityReason.choices)[reason]}"
            if reason in PriorityReason.values
            else "不再优先",
        )

    def __missing__(self, key: str) -> str:
        return ""


def _names(entries: Sequence[Entry]) -> dict[str, str]:
    staff = {UUID(entry.actor_id) for entry in entries if entry.actor_kind == ActorKind.STAFF}
    devices = {UUID(entry.actor_id) for entry in entries if entry.actor_kind == ActorKind.DEVICE}
    names = (
        {str(pk): name for pk, name in User.objects.filter(pk__in=staff).values_list("pk", "name")}
        if staff
        else {}
    )
    if devices:
        found = Device.objects.filter(pk__in=devices).values_list("pk", "name")
        names |= {str(pk): name for pk, name in found}
    return names
