"""All addresses named `accounts:…`: signing in, and what needs the knowledge of units (unit, photo).

Put together here, because accounts is the lower floor and does not know of units.
"""

from __future__ import annotations

from django.urls import path

from yizhan.accounts.urls import urlpatterns as signing_in
from yizhan.orgs import views

app_name = "accounts"

urlpatterns = [
    *signing_in,
    path("unit/", views.choose_unit, name="unit"),
    path("photos/<uuid:user_id>/", views.photo, name="photo"),
]
