"""What a post is worth on a day: a pure table."""

from __future__ import annotations

from datetime import date

import pytest

from yizhan.console.rules import post_state

TODAY = date(2026, 11, 23)
LONG_AGO, YESTERDAY, TOMORROW = date(2026, 1, 1), date(2026, 11, 22), date(2026, 11, 24)


@pytest.mark.clause("2.3")
@pytest.mark.parametrize(
    ("valid_from", "valid_to", "trainings", "needs_training", "kind", "word"),
    [
        (LONG_AGO, None, [(LONG_AGO, None)], True, "done", "在岗"),
        (LONG_AGO, None, [(LONG_AGO, TODAY)], True, "done", "在岗"),
        (LONG_AGO, None, [], True, "late", "未培训"),
        (LONG_AGO, None, [(TOMORROW, None)], True, "late", "未培训"),
        (LONG_AGO, None, [(LONG_AGO, YESTERDAY)], True, "late", "已过期"),
        (LONG_AGO, None, [(LONG_AGO, YESTERDAY), (YESTERDAY, None)], True, "done", "在岗"),
        (LONG_AGO, None, [], False, "done", "在岗"),
        (LONG_AGO, TODAY, [(LONG_AGO, None)], True, "paused", "不再担任"),
        (LONG_AGO, TOMORROW, [(LONG_AGO, None)], True, "done", "在岗"),
        (TOMORROW, None, [(LONG_AGO, None)], True, "waiting", "起担任"),
    ],
)
def test_what_a_post_is_worth(
    valid_from: date,
    valid_to: date | None,
    trainings: list[tuple[date, date | None]],
    needs_training: bool,
    kind: str,
    word: str,
) -> None:
    state = post_state(valid_from, valid_to, trainings, needs_training=needs_training, on=TODAY)
    assert state.kind == kind
    assert word in state.word
    assert state.is_held is (kind != "paused")
