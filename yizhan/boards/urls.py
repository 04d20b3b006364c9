"""Addresses of the boards and of the pad."""

from __future__ import annotations

from django.urls import path

from yizhan.boards import views

app_name = "boards"
urlpatterns = [
    path("hall", views.hall, name="hall"),
    path("hall/now", views.hall_now, name="hall_now"),
    path("hall/ticker", views.ticker, name="ticker"),
    path("hall/called/<uuid:call_id>", views.called, name="called"),
    path("window", views.window, name="window"),
    path("window/now", views.window_now, name="window_now"),
    path("voice/", views.recordings, name="recordings"),
    path("voice/<str:name>", views.recording, name="recording"),
    path("photo/<uuid:user_id>", views.photo, name="photo"),
    path("pad", views.pad, name="pad"),
    path("pad/now", views.pad_now, name="pad_now"),
    path("pad/home", views.pad_home, name="pad_home"),
]
