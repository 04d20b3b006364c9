"""The device page: what stands in the hall and how it is; enrolling, moving, disabling, test prints (6.1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.forms import Form
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_devices, for_posts
from yizhan.console import posts
from yizhan.console.device_rows import device_rows, places
from yizhan.console.forms.devices import EnrolForm, PrinterForm, ScreenForm
from yizhan.console.views.page import done
from yizhan.devices import actions, presence
from yizhan.devices.models import Device
from yizhan.devices.selectors import devices_visible_to, printers_visible_to
from yizhan.devices.states import DeviceKind
from yizhan.orgs.selectors import own_unit
from yizhan.ui.responses import ask_again, is_fragment

TEMPLATE = "console/devices.html"


@for_posts(*posts.ARRANGES)
@require_GET
def devices(request: ActingRequest) -> HttpResponse:
    """All devices of the hall with their heartbeat; the list alone for htmx, which asks again and again."""
    template = f"{TEMPLATE}#list" if is_fragment(request) else TEMPLATE
    return render(request, template, _shown(request))


@for_posts(*posts.ARRANGES)
@never_cache
@require_POST
def enrol(request: ActingRequest) -> HttpResponse:
    """Enrol a kiosk, board or pad and show its address this once; no redirect, it is nowhere stored."""
    form = EnrolForm(request.POST, **_choices(request))
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, enrol_form=form))
    unit = own_unit(request.actor)
    device, token = actions.enrol(unit.pk, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return render(request, TEMPLATE, _shown(request) | _issued(request, device, token))


@for_posts(*posts.ARRANGES)
@require_POST
def add_printer(request: ActingRequest) -> HttpResponse:
    """Add a network printer."""
    form = PrinterForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, printer_form=form))
    unit = own_unit(request.actor)
    printer = actions.add_printer(unit.pk, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "devices", said=f"打印机“{printer}”已登记，请打印一张测试页看一看。")


@for_posts(*posts.ARRANGES)
@require_http_methods(["GET", "POST"])
def device(request: ActingRequest, device_id: UUID) -> HttpResponse:
    """Rename a device, put it elsewhere, choose its printer, correct its address."""
    found = _found(request, device_id)
    form = _form_of(request, found)
    shown = {"unit": own_unit(request.actor), "form": form, "heading": f"修改设备：{found}"}
    if request.method == "GET":
        return render(request, "console/form.html", shown)
    if not form.is_valid():
        return ask_again(request, "console/form.html", shown)
    wanted = dict(form.cleaned_data)
    printer = wanted.pop("printer", None)
    at = timezone.now()
    if found.kind == DeviceKind.KIOSK and printer != found.printer:
        found = actions.choose_printer(found, printer, by=request.actor, at=at)
    actions.change(found, by=request.actor, at=at, **wanted)
    return done(request, "devices", said=f"“{found}”已修改。")


@for_posts(*posts.ARRANGES)
@never_cache
@require_POST
def renew_token(request: ActingRequest, device_id: UUID) -> HttpResponse:
    """Give a device a new address and show it this once; the old one ends at once."""
    found, token = actions.renew_token(_found(request, device_id), by=request.actor, at=timezone.now())
    return render(request, TEMPLATE, _shown(request) | _issued(request, found, token))


@for_posts(*posts.ARRANGES)
@require_POST
def disable(request: ActingRequest, device_id: UUID) -> HttpResponse:
    """Take a device out of use at once."""
    found = actions.disable(_found(request, device_id), by=request.actor, at=timezone.now())
    return done(request, "devices", said=f"“{found}”已停用。")


@for_posts(*posts.ARRANGES)
@require_POST
def print_test(request: ActingRequest, device_id: UUID) -> HttpResponse:
    """Send a test page to a printer."""
    found = actions.print_test(_found(request, device_id), by=request.actor, at=timezone.now())
    said = f"测试页已送往“{found}”。几秒后没有出纸，请看它在下面的状态。"
    return done(request, "devices", said=said)


@for_devices(*DeviceKind.values)
@csrf_exempt  # its cookie is not sent from other sites, and a heartbeat is no business of the hall
@require_POST
def alive(request: ActingRequest) -> HttpResponse:
    """A device says that it lives, and what is wrong with it, if anything."""
    presence.seen(request.actor.id, at=timezone.now(), condition=request.POST.get("condition", ""))
    return HttpResponse(status=204)


def _found(request: ActingRequest, device_id: UUID) -> Device:
    return get_object_or_404(devices_visible_to(request.actor), pk=device_id)


def _choices(request: ActingRequest) -> dict[str, Any]:
    return {"places": places(request.actor), "printers": printers_visible_to(request.actor)}


def _form_of(request: ActingRequest, found: Device) -> Form:
    if found.kind == DeviceKind.PRINTER:
        return PrinterForm(request.POST or None, initial=model_to_dict(found))
    return ScreenForm(
        request.POST or None, initial=model_to_dict(found), kind=found.kind, **_choices(request)
    )


def _shown(request: ActingRequest, **bound: Form) -> dict[str, Any]:
    shown = {
        "unit": own_unit(request.actor),
        "rows": device_rows(request.actor, timezone.now()),
        "enrol_form": EnrolForm(**_choices(request)),
        "printer_form": PrinterForm(),
    }
    return shown | bound


def _issued(request: ActingRequest, found: Device, token: str) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("web:device", args=[token]))
    # SafeString: segno draws it from the address, and escapes nothing because a path has nothing to escape.
    code = SafeString(segno.make(address, micro=False).svg_inline(scale=5, border=2, svgclass="qr"))
    return {"issued": found, "address": address, "code": code}
