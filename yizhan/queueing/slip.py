"""What the slip says: the number, where to sit, how many are ahead, what happens when one is away."""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import localtime

from yizhan.devices.escpos import Slip
from yizhan.orgs.models import HallPolicy
from yizhan.orgs.selectors import policy_of
from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors.estimates import ahead_of
from yizhan.ui.wording import minutes


def slip_of(ticket: Ticket, *, reprint: bool = False) -> bytes:
    """The slip's bytes for an 80 mm printer (clause 6.1). A second copy is marked 补打."""
    slip = Slip().line(ticket.unit.name, centred=True)
    if reprint:
        slip.line("〔补打〕", centred=True, bold=True)
    slip.line(ticket.category.name, size=2, centred=True)
    slip.line(ticket.label, size=6, centred=True, bold=True).feed()
    slip.line(ahead_sentence(ahead_of(ticket)), centred=True, bold=True)
    if ticket.expected_low is not None:
        slip.line(wait_sentence(ticket.expected_low, ticket.expected_high), centred=True)
    slip.line(f"请到{ticket.category.zone.name}坐等，听叫号、看大屏。", centred=True)
    if ticket.priority_reason:
        slip.line("您的号是优先号。", centred=True)
    slip.rule().line(when_away(policy_of(ticket.unit_id)))
    if settings.PUBLIC_URL:
        slip.feed().qr(f"{settings.PUBLIC_URL}/t/{ticket.visit.public_token}")
        slip.line("扫一扫：看排到哪了，办完可评价", centred=True)
    slip.rule().line(f"{localtime(ticket.issued_at):%Y-%m-%d %H:%M}", centred=True)
    if ticket.unit.complaint_phone:
        slip.line(f"意见、投诉：{ticket.unit.complaint_phone}", centred=True)
    return slip.cut()


def ahead_sentence(ahead: int) -> str:
    """How many came before; said so that nobody takes it for a promise."""
    return f"前面还有 {ahead} 人" if ahead else "前面没有人，请留意叫号"


def wait_sentence(low: int | None, high: int | None) -> str:
    """The time to expect, in the words that kiosk, phone and boards use for it."""
    return f"预计等候：{minutes(low, high)}"


def when_away(policy: HallPolicy) -> str:
    """What happens when one is called and absent, by the hall's own policy."""
    called = f"叫{policy.calls_before_pass}遍不到算过号。"
    if not policy.returns_allowed:
        return called + "过号后请重新取号。"
    return (
        f"{called}{policy.return_within_minutes}分钟内回来，请告诉导引台或窗口，"
        f"再等{policy.return_after}位就到您，不用重新取号。"
    )
