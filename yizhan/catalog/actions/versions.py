"""The life of a guide: draft, change, publish. A published version never changes (clause 7.3)."""

from __future__ import annotations

from datetime import datetime

from yizhan.catalog.actions.cleaning import cleaned
from yizhan.catalog.actions.editors import must_edit
from yizhan.catalog.actions.writing import new_draft, publish_draft, rewrite_draft
from yizhan.catalog.content import GuideContent
from yizhan.catalog.models import Implementation, ItemVersion
from yizhan.catalog.refusals import (
    DraftChanged,
    DraftExists,
    ExtensionBeyondLaw,
    GuideIncomplete,
    LooseMaterials,
    ProcedureBeyondLaw,
    PromiseTooLong,
    PromiseUnclear,
    ReviewRouteWrong,
)
from yizhan.catalog.rules.guide import loose_ends
from yizhan.catalog.rules.limits import Promise, limit_text, promise_against_statute
from yizhan.catalog.rules.review import LICENCE_EXTENSION, beyond_licence_law, review_problems
from yizhan.catalog.selectors import content_of
from yizhan.catalog.selectors.versions import ROWS
from yizhan.catalog.states import ItemType, LimitUnit, VersionState
from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState


@act("catalog.version_drafted")
def draft_version(implementation: Implementation, *, by: Actor, at: datetime) -> ItemVersion:
    """Begin the next version of a guide as a copy of the newest one, or empty where there is none."""
    must_edit(by, implementation.unit)
    newest = implementation.versions.order_by("-number").first()
    if newest is not None and newest.state == VersionState.DRAFT:
        raise DraftExists
    # The number follows from what was looked at, so that of two editors in one instant one is refused.
    draft = new_draft(
        implementation,
        content_of(newest) if newest else GuideContent(),
        after=newest.number if newest else 0,
    )
    record(draft, by=by, at=at, unit_id=implementation.unit_id, number=draft.number)
    return draft


@act("catalog.draft_changed")
def change_draft(
    version: ItemVersion, content: GuideContent, *, seen: str, by: Actor, at: datetime
) -> ItemVersion:
    """Replace what a draft says. `seen` is the digest of what the editor had before him.

    Refused when the version is no draft any more, when somebody else changed the draft meanwhile, or when
    the promise is longer than the statute. [7.2c]
    """
    must_edit(by, version.implementation.unit)
    before = _locked_content(version)
    if before.digest() != seen:
        raise DraftChanged
    content = cleaned(content)
    _must_keep_the_statute(content)
    rewrite_draft(version, content)
    version = ItemVersion.objects.select_related("implementation__item").get(pk=version.pk)
    record(version, by=by, at=at, unit_id=version.implementation.unit_id, number=version.number)
    return version


@act("catalog.version_published")
def publish_version(version: ItemVersion, *, by: Actor, at: datetime) -> ItemVersion:
    """Publish a draft; the version that held until now is superseded in the same act. [7.3, 7.2c]

    Refused when the promise is longer than the statute, when a resident could not use the guide, or when a
    case could not run along its review steps.
    """
    must_edit(by, version.implementation.unit)
    content = _locked_content(version)
    _must_be_publishable(content)
    _must_be_a_way_for_cases(content, version.implementation.item.item_type)
    publish_draft(version, at=at)
    record(version, by=by, at=at, unit_id=version.implementation.unit_id, number=version.number)
    return version


@act("catalog.draft_discarded")
def discard_draft(version: ItemVersion, *, by: Actor, at: datetime) -> None:
    """Give up a draft; what is published stays as it is."""
    must_edit(by, version.implementation.unit)
    drafts = ItemVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
    if drafts.delete()[1].get(ItemVersion._meta.label, 0) != 1:
        raise _stale(version)
    record(version, by=by, at=at, unit_id=version.implementation.unit_id, number=version.number)


def _locked_content(version: ItemVersion) -> GuideContent:
    """What the draft says now. The empty UPDATE holds its row: nobody changes it before this act ends."""
    drafts = ItemVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
    if drafts.update(state=VersionState.DRAFT) != 1:
        raise _stale(version)
    return content_of(ItemVersion.objects.prefetch_related(*ROWS).get(pk=version.pk))


def _must_keep_the_statute(content: GuideContent) -> Promise:
    statutory, promised = content.statutory, content.promised
    standing = promise_against_statute(statutory, promised)
    if standing is Promise.LONGER:
        raise PromiseTooLong(promised=limit_text(promised), statutory=limit_text(statutory))
    return standing


def _must_be_publishable(content: GuideContent) -> None:
    if _must_keep_the_statute(content) is Promise.UNCLEAR and content.statutory:
        raise PromiseUnclear(unit=LimitUnit(content.statutory.unit).label)
    needed = {"一句话说明": content.summary, "核对日期": content.checked_on}
    if missing := [name for name, there in needed.items() if not there]:
        raise GuideIncomplete(missing="、".join(missing))
    if loose := loose_ends(content):
        raise LooseMaterials(materials="、".join(loose))


def _must_be_a_way_for_cases(content: GuideContent, item_type: str) -> None:
    if problems := review_problems(content):
        raise ReviewRouteWrong(problems="；".join(problems))
    if item_type != ItemType.LICENCE:
        return
    if unlawful := beyond_licence_law(content.special_procedures):
        raise ProcedureBeyondLaw(procedures="、".join(unlawful))
    if (content.longest_extension or 0) > LICENCE_EXTENSION:
        raise ExtensionBeyondLaw(most=LICENCE_EXTENSION, days=content.longest_extension)


def _stale(version: ItemVersion) -> StaleState:
    now = ItemVersion.objects.select_related("implementation__item").filter(pk=version.pk).first()
    return StaleState(thing=str(now or version), state=now.get_state_display() if now else "已放弃")
