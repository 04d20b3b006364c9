"""Addresses of the paper screens."""

from __future__ import annotations

from django.urls import path

from yizhan.documents import views

app_name = "documents"

urlpatterns = [
    path("", views.start, name="start"),
    path("letterheads/<uuid:office_id>", views.letterhead, name="letterhead"),
    path("templates/<slug:key>/<slug:format>", views.template, name="template"),
    path("templates/<slug:key>/<slug:format>/replace", views.replace, name="replace"),
    path("templates/<slug:key>/<slug:format>/withdraw", views.withdraw, name="withdraw"),
    path("templates/<slug:key>/<slug:format>/sample", views.sample, name="sample"),
    path("templates/<slug:key>/<slug:format>/source", views.source, name="source"),
]
