"""Addresses of the API; mounted at /api/v1/."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from yizhan.accounts.access import public
from yizhan.exchange.api import api
from yizhan.exchange.serving import no_such_address

app_name = "exchange"
urlpatterns = [*api.addresses(), path("<path:rest>", public(csrf_exempt(no_such_address)), name="nowhere")]
