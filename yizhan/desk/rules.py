"""What the director should see first, and how the chart of waits is drawn: pure, on plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LONG_WAIT = timedelta(minutes=30)
"""From here on somebody should open another window."""

LONG_PAUSE = timedelta(minutes=30)
PAPERS_KEPT_LONG = timedelta(hours=1)
ANSWER_WITHIN = timedelta(hours=24)
QUOTA_NEARLY_USED = 0.9
SILENT_FOR = timedelta(minutes=10)


class Urgency(StrEnum):
    """How much something presses; told by colour, sign and word."""

    NOW = "late"
    SOON = "progress"


@dataclass(frozen=True, slots=True)
class Lasting:
    """Something that lasts since an instant."""

    what: str
    why: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the hall at an instant."""

    at: datetime
    is_open: bool = True
    should_be_open: bool = True
    left_open: str = ""
    waiting: int = 0
    windows_calling: int = 0
    longest: Lasting | None = None
    pauses: Sequence[Lasting] = ()
    papers: Sequence[Lasting] = ()
    bad_ratings: int = 0
    unanswered: int = 0
    oldest_question: datetime | None = None
    quotas: Sequence[tuple[str, int, int]] = ()
    slips_not_printed: int = 0
    silent_devices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One line of what needs action: how urgent, what is the matter, what to do, where."""

    urgency: Urgency
    what: str
    todo: str
    page: str = ""


def needs_action(facts: Facts) -> list[Need]:
    """Everything that needs somebody, the most urgent first; empty when the hall runs by itself."""
    return [*_of_the_day(facts), *_of_the_queue(facts), *_of_people(facts), *_of_machines(facts)]


def minutes_since(since: datetime, at: datetime) -> int:
    """Full minutes."""
    return max(int((at - since) / timedelta(minutes=1)), 0)


def _of_the_day(facts: Facts) -> list[Need]:
    found = []
    if facts.left_open:
        found.append(
            Need(Urgency.NOW, f"{facts.left_open}没有闭厅", "先补办闭厅，再开始今天的营业。", "desk:day")
        )
    if facts.should_be_open and not facts.is_open:
        found.append(
            Need(Urgency.NOW, "已到开放时间，还没有开始营业", "请开始营业，群众才能取号。", "desk:day")
        )
    return found


def _of_the_queue(facts: Facts) -> list[Need]:
    found = []
    if facts.waiting and not facts.windows_calling:
        found.append(
            Need(Urgency.NOW, f"{facts.waiting} 人在等，没有窗口在叫号", "请安排人员登录窗口，或结束暂停。")
        )
    if facts.longest and facts.at - facts.longest.since >= LONG_WAIT:
        waited = minutes_since(facts.longest.since, facts.at)
        found.append(
            Need(
                Urgency.NOW,
                f"{facts.longest.what}（{facts.longest.why}）已等 {waited} 分钟",
                "请加开窗口，或让别的窗口也叫这类号。",
                "desk:tickets",
            )
        )
    for name, issued, limit in facts.quotas:
        if issued >= limit:
            found.append(
                Need(
                    Urgency.NOW, f"“{name}”今天的 {limit} 个号已取完", "再来的人请导引台安排。", "desk:setup"
                )
            )
        elif issued >= limit * QUOTA_NEARLY_USED:
            found.append(
                Need(
                    Urgency.SOON, f"“{name}”今天只剩 {limit - issued} 个号", "看看要不要加号。", "desk:setup"
                )
            )
    return found


def _of_people(facts: Facts) -> list[Need]:
    found = []
    if facts.bad_ratings:
        found.append(
            Need(Urgency.NOW, f"今天有 {facts.bad_ratings} 个差评", "请看原因，当天联系、当天改。", "#bad")
        )
    for paper in facts.papers:
        if facts.at - paper.since >= PAPERS_KEPT_LONG:
            kept = minutes_since(paper.since, facts.at)
            found.append(
                Need(
                    Urgency.SOON,
                    f"{paper.what}的材料在{paper.why}放了 {kept} 分钟",
                    "请窗口联系本人，或退还材料。",
                )
            )
    if facts.unanswered and facts.oldest_question and facts.at - facts.oldest_question >= ANSWER_WITHIN:
        found.append(
            Need(
                Urgency.NOW,
                f"{facts.unanswered} 条咨询没有答复，最早的已过一天",
                "请责任人答复，人不在就移交。",
                "desk:questions",
            )
        )
    for pause in facts.pauses:
        if facts.at - pause.since >= LONG_PAUSE:
            paused = minutes_since(pause.since, facts.at)
            found.append(
                Need(
                    Urgency.SOON, f"{pause.what}暂停了 {paused} 分钟（{pause.why}）", "请问一问什么时候恢复。"
                )
            )
    return found


def _of_machines(facts: Facts) -> list[Need]:
    found = []
    if facts.slips_not_printed:
        found.append(
            Need(
                Urgency.SOON,
                f"今天有 {facts.slips_not_printed} 张小票没有打出来",
                "请看打印机有没有纸、通不通电。",
            )
        )
    if facts.silent_devices:
        names = "、".join(facts.silent_devices)
        found.append(Need(Urgency.SOON, f"{names}没有反应", "请看设备是不是关机或断网。"))
    return found


# --- the chart of waits: real bars, planned marks, minutes upwards, hours to the right ---------------------

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 22, 28
STEPS = (10, 20, 30, 60, 90, 120, 180, 240, 480)


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour: the bar of the real median wait and the mark of the planned one, in the drawing's units."""

    hour: int
    x: float
    width: float
    middle: float
    real: float | None
    real_y: float
    real_height: float
    planned: float | None
    planned_y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the chart with its minutes."""

    minutes: int
    y: float


@dataclass(frozen=True, slots=True)
class WaitChart:
    """The whole drawing."""

    bars: Sequence[Bar] = field(default_factory=tuple)
    lines: Sequence[Line] = field(default_factory=tuple)
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def wait_chart(hours: Sequence[tuple[int, float | None, float | None]]) -> WaitChart:
    """Draw (hour, planned, real) medians in minutes; an hour without tickets between others stays empty."""
    if not hours:
        return WaitChart()
    known = {hour: (planned, real) for hour, planned, real in hours}
    first, last = min(known), max(known)
    top = _top_of([value for pair in known.values() for value in pair if value is not None])
    slot = (WIDTH - LEFT - RIGHT) / (last - first + 1)
    bars = [
        _bar(hour, index, slot, top, *known.get(hour, (None, None)))
        for index, hour in enumerate(range(first, last + 1))
    ]
    return WaitChart(bars, [Line(round(top * part / 2), _y(top * part / 2, top)) for part in range(3)])


SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 120, 28, 3


def sparkline(values: Sequence[float]) -> str:
    """A trend drawn small: the points of a line, newest at the right; nothing for fewer than two values."""
    if len(values) < 2:
        return ""
    top = max(*values, 1)
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / (len(values) - 1)
    height = SPARK_HEIGHT - 2 * SPARK_EDGE
    return " ".join(
        f"{SPARK_EDGE + step * place:.1f},{SPARK_EDGE + height * (1 - value / top):.1f}"
        for place, value in enumerate(values)
    )


def _bar(hour: int, index: int, slot: float, top: int, planned: float | None, real: float | None) -> Bar:
    width = min(slot * 0.6, 48)
    middle = LEFT + slot * (index + 0.5)
    real_y = _y(real or 0, top)
    return Bar(
        hour=hour,
        x=round(middle - width / 2, 1),
        width=round(width, 1),
        middle=round(middle, 1),
        real=real,
        real_y=real_y,
        real_height=round(HEIGHT - BOTTOM - real_y, 1),
        planned=planned,
        planned_y=_y(planned or 0, top),
    )


def _top_of(values: Sequence[float]) -> int:
    """The end of the scale: the first round number above everything."""
    highest = max(values, default=0)
    return next((step for step in STEPS if step >= highest), int(highest) + 1)


def _y(minutes: float, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * minutes / top, 1)
