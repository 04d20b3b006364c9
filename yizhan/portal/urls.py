"""Addresses of the public pages; mounted at the root. A hall's address is its id, which never changes."""

from __future__ import annotations

from django.urls import path

from yizhan.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.root, name="root"),
    path("h/<uuid:hall_id>/", views.home, name="home"),
    path("h/<uuid:hall_id>/items/", views.items, name="items"),
    path("h/<uuid:hall_id>/search/", views.search, name="search"),
    path("h/<uuid:hall_id>/about/", views.about, name="about"),
    path("h/<uuid:hall_id>/items/<uuid:item_id>/", views.guide, name="guide"),
    path("h/<uuid:hall_id>/items/<uuid:item_id>/print/", views.paper, name="paper"),
]
