"""Addresses of signing in. They are named `accounts:…` together with the two of orgs (orgs.account_urls)."""

from __future__ import annotations

from django.urls import path

from yizhan.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
]
