"""Simulated ID readers for tests, a page with the button, and a browser that finds the simulator.

A test of another app uses `simulated()` and `leads_to`; its page needs `@reaches_id_readers` as in a hall.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_safe

from yizhan.devices import reader_policy
from yizhan.devices.reader_policy import LOCAL_READERS, reaches_id_readers
from yizhan.devices.readers.simulator import PROTOCOLS, ReaderSimulator
from yizhan.ui.plain_forms import PlainForm

DRIVERS = Path(reader_policy.__file__).parent / "static" / "devices" / "id_reader_drivers.js"
SOURCE = DRIVERS.read_text(encoding="utf-8")
KINDS = [("", "请选"), ("111", "居民身份证"), ("553", "外国人永久居留身份证"), ("554", "港澳台居民居住证")]


def simulated(protocols: Iterable[str] = PROTOCOLS) -> ReaderSimulator:
    """A simulator at free ports."""
    chosen = list(protocols)
    return ReaderSimulator(chosen, ports=dict.fromkeys(chosen, 0))


def leads_to(
    context: Any,
    simulator: ReaderSimulator,
    monkeypatch: pytest.MonkeyPatch,
    *,
    remembers: str = "",
    patience: int = 1,
) -> None:
    """The browser's drivers find the simulator's ports; protocols that it lacks lead where nobody listens."""
    addresses = {
        protocol: re.sub(r":\d+$", f":{simulator.ports.get(protocol, 9)}", address)
        for protocol, address in LOCAL_READERS.items()
    }
    source = re.sub(r"seconds: \d+", f"seconds: {patience}", SOURCE)
    for protocol, address in addresses.items():
        source = source.replace(f'"{LOCAL_READERS[protocol]}"', f'"{address}"')
    monkeypatch.setattr(reader_policy, "LOCAL_READERS", addresses)
    context.route(
        "**/devices/id_reader_drivers.js",
        lambda route: route.fulfill(body=source, content_type="text/javascript"),
    )
    if remembers:
        context.add_init_script(
            "if (location.protocol.startsWith('http') && !localStorage.getItem('id-reader'))"
            f" localStorage.setItem('id-reader', '{remembers}')"
        )


class PersonForm(PlainForm):
    """What a form of the hall asks of a person."""

    name = forms.CharField(label="姓名")
    id_kind = forms.ChoiceField(label="证件种类", choices=KINDS)
    id_number = forms.CharField(label="证件号码")
    sex = forms.ChoiceField(label="性别", choices=[("1", "男"), ("2", "女")], widget=forms.RadioSelect)
    born_on = forms.DateField(label="出生日期", widget=forms.DateInput(attrs={"type": "date"}))
    address = forms.CharField(label="住址")
    phone = forms.CharField(label="手机号", required=False)


PAGE = """{% extends "ui/base_staff.html" %}{% load ui id_reader %}{% block title %}收件{% endblock %}
{% block head %}{% id_reader_files %}{% endblock %}
{% block content %}<div class="page stack-l"><h1>收件</h1><div class="grid grid-wide">
<form method="post" id="applicant"><h2>申请人</h2>{% id_reader key="F8" after="#id_phone" %}
{% for one in applicant %}{% field one %}{% endfor %}</form>
<form method="post" id="other"><h2>代办人</h2>
{% id_reader word="读代办人的身份证" key="F9" into="#agent" prefix="agent-" %}
<fieldset id="agent">{% for one in agent %}{% field one %}{% endfor %}</fieldset></form>
</div></div>{% endblock %}"""


def page(request: HttpRequest) -> HttpResponse:
    """A form with an applicant and an agent."""
    context = {"applicant": PersonForm(), "agent": PersonForm(prefix="agent", auto_id="agent_%s")}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [
    path("reading/", require_safe(reaches_id_readers(page))),
    path("other/", require_safe(page)),
]
