"""`yizhan workdays`: what it prints."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from yizhan.calendars import actions
from yizhan.lib.actor import SYSTEM

pytestmark = pytest.mark.django_db


def printed(*words: str) -> list[str]:
    out = StringIO()
    call_command("workdays", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture(params=["with the table", "before a hall is set up"], autouse=True)
def _table(request: pytest.FixtureRequest) -> None:
    if request.param == "with the table":
        actions.load_published_years(by=SYSTEM, at=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.clause("7.2c")
@pytest.mark.parametrize(
    ("start", "count", "expected"), [("2026-11-20", "20", "2026-12-18"), ("2026-09-24", "5", "2026-10-09")]
)
def test_it_prints_the_date_and_a_sentence(start: str, count: str, expected: str) -> None:
    answer, sentence = printed("add", start, count)
    assert answer == expected
    assert f"第 {count} 个工作日" in sentence


def test_a_year_without_a_notice_is_marked() -> None:
    *_, warning = printed("add", "2026-12-28", "5")
    assert "2027年的放假安排未公布" in warning


def test_it_counts_between_two_days() -> None:
    assert printed("between", "2026-11-20", "2026-12-18")[0] == "20"


@pytest.mark.parametrize("words", [("add", "2026-02-30", "1"), ("add", "2026-11-20", "9" * 30)])
def test_nonsense_is_one_sentence(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        printed(*words)
