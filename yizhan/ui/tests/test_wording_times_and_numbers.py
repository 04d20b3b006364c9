"""Times and numbers are said as people say them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template

from yizhan.ui import wording

SPACE = wording.HARD_SPACE


def shown(source: str, **context: object) -> str:
    """What a template with the tags shows."""
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("low", "high", "chinese", "english"),
    [
        (10, 20, "约 10–20 分钟", "about 10–20 min"),
        (10, 10, "约 10 分钟", "about 10 min"),
        (0, 5, "不超过 5 分钟", "up to 5 min"),
        (0, 0, "马上就到", "very soon"),
        (None, 20, "暂时估不准", "no reliable estimate yet"),
        (10, None, "暂时估不准", "no reliable estimate yet"),
    ],
)
def test_waiting_is_told_as_an_honest_range(
    low: int | None, high: int | None, chinese: str, english: str
) -> None:
    tag = "{% minutes low high %}"
    assert shown(tag, low=low, high=high) == chinese
    assert shown(tag, low=low, high=high, english=True) == english


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("A001", "A001"),
        ("7KQ2MXP9", f"7KQ2{SPACE}MXP9"),
        ("13800000000", f"138{SPACE}0000{SPACE}0000"),
        ("61019919500101001X", f"610199{SPACE}19500101{SPACE}001X"),
        ("029-87654321", "029-87654321"),
        ("碑林区12345678", "碑林区12345678"),
        ("", ""),
    ],
)
def test_what_is_read_aloud_is_grouped_and_never_breaks_over_two_lines(code: str, said: str) -> None:
    assert shown("{{ code|grouped }}", code=code) == said


def test_an_instant_is_shown_on_the_halls_clock_whatever_its_zone() -> None:
    late_in_london = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    assert shown("{{ at|clock }}", at=late_in_london) == "00:05"
    assert shown("{{ at|day_cn }}", at=late_in_london) == "11月23日 星期一"
    assert shown("{{ at|clock }}", at=time(9, 5)) == "09:05"


def test_a_day_is_named_in_the_language_of_the_page() -> None:
    sunday = date(2026, 11, 29)
    assert shown("{% day on %}", on=sunday) == "11月29日 星期日"
    assert shown("{% day on %}", on=sunday, english=True) == "Sun 29 Nov"
    assert shown('{% now "Y-m-d" as today %}{% day today %}') != ""


@pytest.mark.parametrize("source", ["{{ at|clock }}", "{{ at|day_cn }}", "{{ at|day_en }}", "{% day at %}"])
def test_what_has_no_time_yet_shows_nothing(source: str) -> None:
    assert shown(source, at=None) == ""
