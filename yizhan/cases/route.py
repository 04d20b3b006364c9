"""The way of a handling through its review: laid when it is accepted, walked step by step (后台分类审批).

A mechanism of the acts: it moves steps inside a running act and writes no entry of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yizhan.cases import clock
from yizhan.cases.models import Handling, Step
from yizhan.cases.rules.counting import Stop
from yizhan.cases.rules.deadline import Limit, step_due
from yizhan.cases.states import OPEN_STEP, StepState
from yizhan.catalog.content import ReviewStepContent, default_review_steps
from yizhan.catalog.selectors import review_steps_of
from yizhan.catalog.states import LimitUnit
from yizhan.rows.lifecycle import advance


def lay(handling: Handling, on: date) -> Step:
    """Copy the steps of the item's version into a first round, and open the first of them."""
    steps = Step.objects.bulk_create(
        Step(
            handling=handling,
            unit_id=handling.unit_id,
            round=1,
            order=order,
            key=one.key,
            name=one.name,
            kind=one.kind,
            posts=list(one.posts),
            mode=one.mode,
            limit_workdays=one.limit_workdays,
        )
        for order, one in enumerate(_steps_of(handling), start=1)
    )
    return open_step(steps[0], handling, on)


def lay_again(handling: Handling, first: Step, last_round: int, on: date) -> Step:
    """A further round: the named step and all behind it, as they stood until now; the first of them opens."""
    behind = [one for one in steps_of_round(handling, last_round) if one.order >= first.order]
    drop_waiting(handling)
    again = Step.objects.bulk_create(
        Step(
            handling=handling,
            unit_id=handling.unit_id,
            round=last_round + 1,
            order=one.order,
            key=one.key,
            name=one.name,
            kind=one.kind,
            posts=one.posts,
            mode=one.mode,
            limit_workdays=one.limit_workdays,
        )
        for one in behind
    )
    return open_step(again[0], handling, on)


def lay_decision_again(handling: Handling, on: date) -> Step:
    """A reopened case goes on at its last step, the decision; one that was never reviewed gets its route."""
    last = Step.objects.filter(handling=handling).order_by("-round", "-order").first()
    return lay(handling, on) if last is None else lay_again(handling, last, last.round, on)


def open_next(step: Step, handling: Handling, on: date) -> Step | None:
    """Open the step behind a finished one; None behind the last."""
    following = (
        Step.objects.filter(handling=handling, round=step.round, order__gt=step.order)
        .order_by("order")
        .first()
    )
    return None if following is None else open_step(following, handling, on)


def open_step(step: Step, handling: Handling, on: date) -> Step:
    """A step becomes somebody's work, with its own last day beside the case's."""
    return advance(step, OPEN_STEP, opened_on=on, due_on=due_day(step, handling, on))


def due_day(step: Step, handling: Handling, on: date) -> date | None:
    """The last day of a step that opens on the day; None where it has no limit of its own."""
    if step.limit_workdays is None:
        return None
    facts = clock.facts_of(handling)
    stops: Sequence[Stop] = facts.stops
    limit = Limit(step.limit_workdays, LimitUnit.WORKDAYS)
    return step_due(on, limit, stops, clock.calendar_for(on), on=on)


def drop_waiting(handling: Handling) -> None:
    """What will not be walked any more: the case ended, or a further round is laid."""
    Step.objects.filter(handling=handling, state__in=[StepState.WAITING, StepState.OPEN]).update(
        state=StepState.DROPPED
    )


def steps_of_round(handling: Handling, number: int) -> list[Step]:
    """The steps as they stand in a round: those laid in it, and the earlier ones that it did not lay anew."""
    found: dict[int, Step] = {}
    for one in Step.objects.filter(handling=handling, round__lte=number).order_by("round", "order"):
        found[one.order] = one
    return [found[order] for order in sorted(found)]


def _steps_of(handling: Handling) -> Sequence[ReviewStepContent]:
    """The version's route; without a guide, or without a route in it, one decision."""
    version = handling.version
    return default_review_steps() if version is None else review_steps_of(version)
