"""Versions as plain values: what a guide says, in which state, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.catalog.content import (
    Basis,
    FlowStep,
    GuideContent,
    Limit,
    MaterialContent,
    Option,
    ReviewStepContent,
    SituationContent,
    default_review_steps,
)
from yizhan.catalog.models import Implementation, ItemVersion, Material, ReviewStep, ServiceItem, Situation
from yizhan.catalog.states import ItemType, VersionState
from yizhan.lib.actor import Actor
from yizhan.orgs.selectors import units_visible_to

ROWS = ("situations", "materials", "review_steps")
"""What has tables of its own: fetched with every version whose content is read."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version as the item's page lists it."""

    id: UUID
    number: int
    state: VersionState
    published_at: datetime | None
    content: GuideContent


def versions_of(implementation: Implementation) -> list[VersionView]:
    """All versions of an item in a unit, newest first."""
    rows = implementation.versions.order_by("-number").prefetch_related(*ROWS)
    return [_view(row) for row in rows]


def version_visible_to(actor: Actor, version_id: UUID) -> ItemVersion | None:
    """One version of the actor's unit or of a unit below it: the row that an act is called with."""
    return (
        ItemVersion.objects.filter(pk=version_id, implementation__unit__in=units_visible_to(actor))
        .select_related("implementation__item", "implementation__unit")
        .first()
    )


def published_version_of(implementation: Implementation) -> ItemVersion | None:
    """The version that holds now: what a case pins when it is accepted."""
    return ItemVersion.objects.filter(implementation=implementation, state=VersionState.PUBLISHED).first()


def review_steps_of(version: ItemVersion) -> tuple[ReviewStepContent, ...]:
    """The way of a case through the office: the version's steps in order, or the default route."""
    if steps := _review_steps(version):
        return steps
    item = ServiceItem.objects.filter(implementations=version.implementation_id)
    return default_review_steps(is_forwarded=item.filter(item_type=ItemType.REVIEW_AND_FORWARD).exists())


def content_of(version: ItemVersion) -> GuideContent:
    """Everything that a version says."""
    return GuideContent(
        summary=version.summary,
        summary_en=version.summary_en,
        audience=tuple(version.audience),
        conditions=tuple(version.conditions),
        flow=tuple(FlowStep(**step) for step in version.flow),
        basis=tuple(Basis(**law) for law in version.basis),
        sources=tuple(version.sources),
        unknown=tuple(version.unknown),
        handling_type=version.handling_type,
        statutory=_limit(version.statutory_limit, version.statutory_unit),
        statutory_explain=version.statutory_explain,
        promised=_limit(version.promised_limit, version.promised_unit),
        promised_explain=version.promised_explain,
        is_charged=version.is_charged,
        fee_text=version.fee_text,
        fee_basis=version.fee_basis,
        result_name=version.result_name,
        place=version.place,
        phone=version.phone,
        supervise_phone=version.supervise_phone,
        checked_on=version.checked_on,
        special_procedures=tuple(version.special_procedures),
        longest_extension=version.longest_extension,
        answer_workdays=version.answer_workdays,
        publicity_days=version.publicity_days,
        situations=tuple(_situation(row) for row in sorted(version.situations.all(), key=_order)),
        materials=tuple(_material(row) for row in sorted(version.materials.all(), key=_order)),
        review_steps=_review_steps(version),
    )


def _view(row: ItemVersion) -> VersionView:
    return VersionView(row.pk, row.number, VersionState(row.state), row.published_at, content_of(row))


def _order(row: Situation | Material | ReviewStep) -> int:
    return row.order


def _limit(value: int | None, unit: str) -> Limit | None:
    return None if value is None else Limit(value, unit)


def _situation(row: Situation) -> SituationContent:
    return SituationContent(row.key, row.question, tuple(Option(**option) for option in row.options))


def _material(row: Material) -> MaterialContent:
    return MaterialContent(
        name=row.name,
        originals=row.originals,
        copies=row.copies,
        form=row.form,
        need=row.need,
        when=row.when,
        issued_by=row.issued_by,
        note=row.note,
    )


def _review_steps(version: ItemVersion) -> tuple[ReviewStepContent, ...]:
    return tuple(_review_step(row) for row in sorted(version.review_steps.all(), key=_order))


def _review_step(row: ReviewStep) -> ReviewStepContent:
    return ReviewStepContent(
        key=row.key,
        name=row.name,
        kind=row.kind,
        posts=tuple(row.posts),
        mode=row.mode,
        limit_workdays=row.limit_workdays,
    )
