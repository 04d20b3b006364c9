"""Addresses of the working-day calendar."""

from __future__ import annotations

from django.urls import path

from yizhan.calendars import views

app_name = "calendars"

urlpatterns = [
    path("", views.years, name="years"),
    path("adopt/", views.adopt, name="adopt"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/enter/", views.enter, name="enter"),
    path("<int:year>/publish/", views.publish, name="publish"),
]
