"""The act that changes how a hall calls and issues."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack

from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import HallPolicy, Unit
from yizhan.orgs.reach import only_within
from yizhan.orgs.refusals import PolicyOutOfBounds
from yizhan.orgs.rules.policies import BOUNDS, outside_bounds
from yizhan.orgs.states import CallPolicy, Post


class PolicyValues(TypedDict, total=False):
    """The columns of a hall's policy; those not named stay as they are."""

    calls_before_pass: int
    seconds_between_calls: int
    return_after: int
    returns_allowed: int
    return_within_minutes: int
    last_ticket_minutes: int
    call_policy: str
    ratio: int
    aging_minutes: int
    spoken_one_is_yao: bool
    speaks_english: bool
    notice: str


@act("orgs.policy_changed")
def change_policy(unit: Unit, *, by: Actor, at: datetime, **values: Unpack[PolicyValues]) -> HallPolicy:
    """Change how the hall calls, passes over and stops issuing, from the next ticket on (clause 4.2).

    Raises PolicyOutOfBounds.
    """
    only_within(unit.pk, Post.DIRECTOR, Post.SYSTEM_ADMIN, owner="中心（站）负责人或系统管理员", by=by)
    if "notice" in values:
        values["notice"] = clean_line(values["notice"], longest=200)
    if faults := _faults(dict(values)):
        raise PolicyOutOfBounds(faults="".join(faults))
    policy = HallPolicy.objects.get(unit=unit)
    changed = sorted(name for name, value in values.items() if getattr(policy, name) != value)
    HallPolicy.objects.filter(pk=policy.pk).update(**values)
    policy.refresh_from_db()
    record(policy, by=by, at=at, unit_id=unit.pk, changed=changed)
    return policy


def _label(name: str) -> str:
    return str(getattr(HallPolicy._meta.get_field(name), "verbose_name", name))


def _faults(values: dict[str, object]) -> list[str]:
    """One sentence per value with which no hall could work."""
    faults = [
        f"“{_label(name)}”应在 {BOUNDS[name][0]} 至 {BOUNDS[name][1]} 之间。"
        for name in outside_bounds(values)
    ]
    if "call_policy" in values and values["call_policy"] not in CallPolicy:
        faults.append("叫号次序只有列出的三种。")
    return faults
