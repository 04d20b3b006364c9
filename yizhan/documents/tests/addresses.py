"""The program's addresses with those of the paper screens, wherever the program includes them."""

from __future__ import annotations

from django.urls import include, path

from yizhan.web.urls import urlpatterns as program

urlpatterns = [path("paper-under-test/", include("yizhan.documents.urls")), *program]
