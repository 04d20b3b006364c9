"""Addresses of the kiosk."""

from __future__ import annotations

from django.urls import path

from yizhan.kiosk import views

app_name = "kiosk"
urlpatterns = [
    path("", views.home, name="home"),
    path("now", views.current, name="now"),
    path("category/<uuid:category_id>", views.category, name="category"),
    path("take", views.take, name="take"),
    path("ticket/<slug:token>", views.ticket, name="ticket"),
    path("ticket/<slug:token>/slip", views.slip, name="slip"),
    path("guides", views.guides, name="guides"),
    path("guides/<uuid:item_id>", views.guide, name="guide"),
    path("about", views.about, name="about"),
    path("help", views.help_page, name="help"),
    path("voice", views.voice, name="voice"),
    path("again", views.again, name="again"),
]
