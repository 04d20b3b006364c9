"""The program's addresses with the device screens among the console's."""

from __future__ import annotations

from django.urls import include, path

from yizhan.console.devices import device_urls
from yizhan.console.urls import urlpatterns as console
from yizhan.web.urls import urlpatterns as everything

urlpatterns = [path("console/", include(([*device_urls, *console], "console"))), *everything]
