"""The hall's slip printers, for the guide desk's choice."""

from __future__ import annotations

from django.db.models import QuerySet

from yizhan.accounts.access import ActingRequest
from yizhan.devices.models import Device
from yizhan.devices.selectors import devices_visible_to
from yizhan.devices.states import DeviceKind


def printers_of(request: ActingRequest) -> QuerySet[Device]:
    """The printers of the own hall that are not disabled."""
    return devices_visible_to(request.actor).filter(kind=DeviceKind.PRINTER, disabled_at=None)
