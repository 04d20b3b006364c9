"""A page with two boxes for papers, and an answer that says what arrived: only tests open it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from yizhan.files.checking import checked
from yizhan.files.receiving import received
from yizhan.ui.tests.gallery import MENU, STAFF, sessions, switches

_PAGE = """{% extends "ui/base_staff.html" %}{% load static ui %}
{% block title %}材料样张{% endblock %}
{% block head %}<link rel="stylesheet" href="{% static 'files/capture.css' %}">{% endblock %}
{% block content %}<h1>收材料</h1>
<form id="papers" method="post" enctype="multipart/form-data">{% csrf_token %}
<div data-capture-area><h2>身份证</h2>
<div class="field" data-capture data-capture-megabytes="1"><label for="photos">照片或扫描件</label>
<input type="file" id="photos" name="photos" accept="image/*,.pdf,.heic" multiple capture></div></div>
<div data-capture-area><h2>户口簿</h2><label for="remark">备注</label><input id="remark" name="remark">
<div class="field" data-capture><label for="single">首页</label>
<input type="file" id="single" name="single" accept="image/*,.pdf,.heic"></div></div>
<button class="button button-primary">交上</button></form>{% endblock %}
{% block more_scripts %}<script src="{% static 'files/capture.js' %}" type="module"></script>{% endblock %}"""


def page(request: HttpRequest) -> HttpResponse:
    """The page; posted to, it tells name, kind and size of each file that arrived."""
    if request.method == "POST":
        told = []
        for field in ("photos", "single"):
            for upload in request.FILES.getlist(field):
                taken = checked(received(upload))
                told.append(f"{field} {upload.name} {taken.kind} {taken.width}×{taken.height}")
        return HttpResponse("\n".join(told), content_type="text/plain; charset=utf-8")
    context = {"staff": STAFF, "menu": MENU}
    return HttpResponse(engines["django"].from_string(_PAGE).render(context, request))


urlpatterns = [path("", include(switches)), path("", include(sessions)), path("papers", page)]
