"""The one primitive of every change of state."""

from __future__ import annotations

import pytest

from yizhan.lib.refusal import StaleState
from yizhan.queueing.models import Ticket
from yizhan.queueing.states import AT_CLOSING, ENDED, OPEN, TicketState
from yizhan.rows.lifecycle import Move, advance, move
from yizhan.testing.floor import Floor

DONE = move("test", {TicketState.WAITING}, TicketState.CANCELLED)


@pytest.mark.django_db
def test_only_a_row_in_a_source_state_moves(floor: Floor) -> None:
    ticket = floor.issue(9, 0)
    stale = Ticket.objects.get(pk=ticket.pk)
    advance(ticket, DONE)
    with pytest.raises(StaleState) as refused:
        advance(stale, DONE)
    assert "A001号现在的状态是“已取消”" in refused.value.text
    assert stale.state == TicketState.CANCELLED


@pytest.mark.django_db
def test_a_condition_across_a_relation_would_unguard_the_update(floor: Floor) -> None:
    with pytest.raises(ValueError, match="own columns"):
        advance(floor.issue(9, 0), DONE, only_if={"day__date": "2026-11-23"})


def test_a_move_says_where_it_may_start() -> None:
    assert Move("test", frozenset({"waiting"}), "cancelled") == move("test", ["waiting"], "cancelled")


def test_closing_knows_every_open_state() -> None:
    assert set(AT_CLOSING) == OPEN
    assert {target for target, _ in AT_CLOSING.values()} <= ENDED
    assert set(TicketState) == OPEN | ENDED
