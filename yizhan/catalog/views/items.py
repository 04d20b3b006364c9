"""The list of a hall's items with the 进驻 register, and one item with its versions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts, signed_in
from yizhan.catalog import actions, selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.forms.admission import AdmissionForm, CloseForm, MarkForm
from yizhan.catalog.models import Implementation
from yizhan.catalog.states import Admission, BusinessLine, ItemStatus, ItemType, Nature
from yizhan.catalog.views.gate import hall_of, implementation_of, may_edit
from yizhan.orgs.models import Unit
from yizhan.ui.responses import ask_again

STATES = {
    "breach": "不合规的",
    "open": "开办的",
    "closed": "停办的",
    "absent": "未进驻的",
    "no_guide": "没有办事指南的",
    "draft": "有草稿的",
}


@signed_in
@require_GET
def start(request: ActingRequest) -> HttpResponse:
    """To the catalogue of the actor's own hall, or of the first hall below his unit."""
    halls = list(selectors.halls_visible_to(request.actor))
    own = next((hall for hall in halls if hall.pk == request.actor.unit_id), None)
    if own or halls:
        return redirect("catalog:items", hall_id=(own or halls[0]).pk)
    return render(request, "catalog/no_hall.html")


@signed_in
@require_GET
def items(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """All items of the hall's list, filtered; breaches of clause 4.1 in red."""
    hall = hall_of(request, hall_id)
    rows = selectors.register_of(hall)
    asked = {name: request.GET.get(name, "")[:40] for name in ("q", "line", "type", "state")}
    shown = selectors.filtered(rows, **asked)
    context = {
        "shown_hall": hall,
        "halls": list(selectors.halls_visible_to(request.actor)),
        "rows": shown,
        "total": len(rows),
        "breaches": [row for row in rows if row.breach],
        "share": selectors.share_of(rows),
        "is_empty": not any(row.implementation for row in rows),
        "lacks_guides": any(row.implementation for row in rows) and not any(row.versions for row in rows),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "lines": BusinessLine.choices,
        "types": ItemType.choices,
        "states": STATES.items(),
        "may_edit": may_edit(request),
        "pending": selectors.unwritten_import(request.actor, hall),
    }
    return render(request, "catalog/items.html", context)


@for_posts(*EDITORS)
@require_POST
def adopt(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """Take up the printed list and publish the shipped guides."""
    hall = hall_of(request, hall_id)
    at = timezone.now()
    added = actions.adopt_items(hall, by=request.actor, at=at)
    published = actions.adopt_guides(hall, by=request.actor, at=at)
    messages.success(request, f"已列入{len(added)}个事项，公布{len(published)}份办事指南。")
    return redirect("catalog:items", hall_id=hall.pk)


@signed_in
@require_GET
def item(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One item: how it stands, in which way it is in the hall, all versions of its guide."""
    return render(request, "catalog/item.html", _page(request, implementation_of(request, pk)))


@for_posts(*EDITORS)
@require_POST
def open_again(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Open a closed item."""
    one = actions.open_item(implementation_of(request, pk), by=request.actor, at=timezone.now())
    return _done(request, one, "已开办。门户、取号机和窗口现在都能看到。")


@for_posts(*EDITORS)
@require_POST
def close(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Close an item with its reason."""
    one, form = implementation_of(request, pk), CloseForm(request.POST)
    if not form.is_valid():
        return ask_again(request, "catalog/item.html", _page(request, one) | {"close_form": form})
    one = actions.close_item(one, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    return _done(request, one, "已停办。群众打开这一项会看到停办原因。")


@for_posts(*EDITORS)
@require_POST
def admission(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Say how the item is in the hall."""
    one = implementation_of(request, pk)
    form = AdmissionForm(request.POST, implementation=one)
    if not form.is_valid():
        return ask_again(request, "catalog/item.html", _page(request, one) | {"admission_form": form})
    typed = form.cleaned_data
    one = actions.set_admission(
        one,
        admission=Admission(typed["admission"]),
        nature=Nature(typed["nature"]),
        responsible_body=typed["responsible_body"],
        entrusting_body=typed["entrusting_body"],
        reason=typed["reason"],
        by=request.actor,
        at=timezone.now(),
    )
    return _done(request, one, f"进驻方式已改为“{one.get_admission_display()}”。")


@for_posts(*EDITORS)
@require_POST
def sensitive(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Keep the item's progress off the boards, or show it again."""
    one = implementation_of(request, pk)
    wanted = request.POST.get("is_sensitive") == "yes"
    one = actions.set_sensitive(one, is_sensitive=wanted, by=request.actor, at=timezone.now())
    return _done(request, one, "办理进度不再上屏。" if one.is_sensitive else "办理进度可以上屏。")


@for_posts(*EDITORS)
@require_POST
def mark(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Say how the item stands in today's law."""
    one, form = implementation_of(request, pk), MarkForm(request.POST)
    if not form.is_valid():
        return ask_again(request, "catalog/item.html", _page(request, one) | {"mark_form": form})
    typed = form.cleaned_data
    status = ItemStatus(typed["status"])
    actions.mark_item(
        one.item, status=status, note=typed["note"], basis=typed["basis"], by=request.actor, at=timezone.now()
    )
    return _done(request, one, f"已标为“{status.label}”。")


def _page(request: ActingRequest, one: Implementation) -> dict[str, object]:
    row = selectors.register_row_of(one)
    item = row.item
    return {
        "shown_hall": _hall(row),
        "row": row,
        "one": row.implementation,
        "item": item,
        "related": selectors.related_to(item),
        "versions": selectors.versions_of(one),
        "may_edit": may_edit(request),
        "close_form": CloseForm(),
        "admission_form": AdmissionForm(implementation=one),
        "mark_form": MarkForm(initial={"status": item.status, "note": item.note, "basis": item.note_basis}),
    }


def _hall(row: selectors.RegisterRow) -> Unit:
    if row.implementation is None:
        raise Http404
    return row.implementation.unit


def _done(request: ActingRequest, one: Implementation, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("catalog:item", pk=one.pk)
