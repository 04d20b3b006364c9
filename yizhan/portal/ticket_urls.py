"""Addresses of the slip's code; mounted at /t/."""

from __future__ import annotations

from django.urls import path

from yizhan.portal import ticket

app_name = "ticket"
urlpatterns = [
    path("<slug:token>", ticket.page, name="page"),
    path("<slug:token>/now", ticket.current, name="now"),
]
