"""Addresses of the device screens, included by the console's."""

from __future__ import annotations

from django.urls import path

from yizhan.console.views import devices

device_urls = [
    path("devices/", devices.devices, name="devices"),
    path("devices/enrol/", devices.enrol, name="enrol_device"),
    path("devices/printers/", devices.add_printer, name="add_printer"),
    path("devices/alive/", devices.alive, name="device_alive"),
    path("devices/<uuid:device_id>/", devices.device, name="device"),
    path("devices/<uuid:device_id>/token/", devices.renew_token, name="renew_device_token"),
    path("devices/<uuid:device_id>/disable/", devices.disable, name="disable_device"),
    path("devices/<uuid:device_id>/test/", devices.print_test, name="print_test"),
]
