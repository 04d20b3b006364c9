"""Addresses of ratings; mounted at the root. `t/…` stands on the slips."""

from __future__ import annotations

from django.urls import path

from yizhan.feedback import views

app_name = "feedback"
urlpatterns = [
    path("rating/thanks", views.pad_thanks, name="pad_thanks"),
    path("rating/<slug:token>", views.pad, name="pad"),
    path("rating/<slug:token>/leave", views.rate_on_pad, name="rate_on_pad"),
    path("t/<slug:token>/rating", views.code, name="code"),
    path("t/<slug:token>/rating/leave", views.rate_by_code, name="rate_by_code"),
]
