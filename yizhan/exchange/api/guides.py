"""Guides in writing: begin a version, change the draft, publish it, give it up (7.3, 7.2c)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.catalog import actions, selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.models import ItemVersion
from yizhan.exchange.api.asking import does, reads, there
from yizhan.exchange.api.items import item_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.guides import DraftIn, VersionOut

router = Router(tags=["办事指南"])
for_editors = allowed(*EDITORS)


@router.get("/versions/{uuid:version_id}", response=VersionOut, **reads("一版指南"))
@allowed(any_staff=True)
def version(request: CallerRequest, version_id: UUID) -> dict[str, Any]:
    """What a version says; `digest` goes back with a change of the draft."""
    return _told(_version(request, version_id))


@router.post(
    "/items/{uuid:item_id}/versions",
    response={201: VersionOut},
    **does("catalog.version_drafted", "起草指南"),
)
@for_editors
def draft_version(request: CallerRequest, item_id: UUID) -> dict[str, Any]:
    """Begin the next version as a copy of the newest one, or empty where there is none."""
    return _told(actions.draft_version(item_of(request, item_id), by=request.actor, at=timezone.now()))


@router.put("/versions/{uuid:version_id}", response=VersionOut, **does("catalog.draft_changed", "改草稿"))
@for_editors
def change_draft(request: CallerRequest, version_id: UUID, body: DraftIn) -> dict[str, Any]:
    """Replace what a draft says; refused when somebody else changed it since `seen`."""
    found = _version(request, version_id)
    changed = actions.change_draft(
        found, body.content.content(), seen=body.seen, by=request.actor, at=timezone.now()
    )
    return _told(changed)


@router.post(
    "/versions/{uuid:version_id}/publish", response=VersionOut, **does("catalog.version_published", "公布")
)
@for_editors
def publish_version(request: CallerRequest, version_id: UUID) -> dict[str, Any]:
    """Publish a draft; it never changes from now on."""
    return _told(actions.publish_version(_version(request, version_id), by=request.actor, at=timezone.now()))


@router.delete(
    "/versions/{uuid:version_id}", response={204: None}, **does("catalog.draft_discarded", "放弃草稿")
)
@for_editors
def discard_draft(request: CallerRequest, version_id: UUID) -> None:
    """Give up a draft; what is published stays as it is."""
    actions.discard_draft(_version(request, version_id), by=request.actor, at=timezone.now())


def _version(request: CallerRequest, version_id: UUID) -> ItemVersion:
    return there(selectors.version_visible_to(request.actor, version_id), "这一版指南")


def _told(version: ItemVersion) -> dict[str, Any]:
    content = selectors.content_of(version)
    return {
        "id": version.pk,
        "item_id": version.implementation_id,
        "number": version.number,
        "state": version.state,
        "published_at": version.published_at,
        "digest": content.digest(),
        "content": content,
    }
