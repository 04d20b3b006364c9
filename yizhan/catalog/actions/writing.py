"""Writing versions: used by the acts of this app inside their transactions, never a door of its own."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from yizhan.catalog.content import GuideContent
from yizhan.catalog.models import Implementation, ItemVersion, Material, ReviewStep, Situation
from yizhan.catalog.states import PUBLISH, SUPERSEDE, VersionState
from yizhan.rows.lifecycle import advance


def new_draft(
    implementation: Implementation, content: GuideContent, *, after: int | None = None
) -> ItemVersion:
    """Add the next version as a draft; a second one of the same number is refused by the table.

    `after` is the newest number that the caller saw: who began a draft meanwhile took the next one.
    """
    if after is None:
        after = implementation.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = ItemVersion.objects.create(
        implementation=implementation, number=after + 1, state=VersionState.DRAFT, **_columns(content)
    )
    _add_rows(version, content)
    return version


def rewrite_draft(version: ItemVersion, content: GuideContent) -> bool:
    """Replace what a draft says; False, and nothing written, if it is no draft any more."""
    drafts = ItemVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
    if drafts.update(**_columns(content)) != 1:
        return False
    version.situations.all().delete()
    version.materials.all().delete()
    version.review_steps.all().delete()
    _add_rows(version, content)
    return True


def publish_draft(version: ItemVersion, *, at: datetime) -> ItemVersion:
    """Publish a draft and supersede the version that held until now, in this order of the constraint."""
    for former in ItemVersion.objects.filter(
        implementation_id=version.implementation_id, state=VersionState.PUBLISHED
    ).exclude(pk=version.pk):
        advance(former, SUPERSEDE)
    return advance(version, PUBLISH, published_at=at)


def _columns(content: GuideContent) -> dict[str, Any]:
    statutory, promised = content.statutory, content.promised
    return {
        "summary": content.summary,
        "summary_en": content.summary_en,
        "audience": list(content.audience),
        "conditions": list(content.conditions),
        "flow": [asdict(step) for step in content.flow],
        "basis": [asdict(law) for law in content.basis],
        "sources": list(content.sources),
        "unknown": list(content.unknown),
        "handling_type": content.handling_type,
        "statutory_limit": statutory.value if statutory else None,
        "statutory_unit": statutory.unit if statutory else "",
        "statutory_explain": content.statutory_explain,
        "promised_limit": promised.value if promised else None,
        "promised_unit": promised.unit if promised else "",
        "promised_explain": content.promised_explain,
        "is_charged": content.is_charged,
        "fee_text": content.fee_text,
        "fee_basis": content.fee_basis,
        "result_name": content.result_name,
        "place": content.place,
        "phone": content.phone,
        "supervise_phone": content.supervise_phone,
        "checked_on": content.checked_on,
        "special_procedures": list(content.special_procedures),
        "longest_extension": content.longest_extension,
        "answer_workdays": content.answer_workdays,
        "publicity_days": content.publicity_days,
    }


def _add_rows(version: ItemVersion, content: GuideContent) -> None:
    Situation.objects.bulk_create(
        [
            Situation(
                version=version,
                key=one.key,
                question=one.question,
                options=[asdict(option) for option in one.options],
                order=order,
            )
            for order, one in enumerate(content.situations, start=1)
        ]
    )
    Material.objects.bulk_create(
        [
            Material(version=version, order=order, **asdict(one))
            for order, one in enumerate(content.materials, start=1)
        ]
    )
    ReviewStep.objects.bulk_create(
        [
            ReviewStep(version=version, order=order, **asdict(one) | {"posts": list(one.posts)})
            for order, one in enumerate(content.review_steps, start=1)
        ]
    )
