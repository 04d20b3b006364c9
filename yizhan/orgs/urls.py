"""The address with which a member of staff goes over to another of his units."""

from __future__ import annotations

from django.urls import path

from yizhan.orgs import views

app_name = "orgs"

urlpatterns = [path("act-in/", views.act_in_unit, name="act_in")]
