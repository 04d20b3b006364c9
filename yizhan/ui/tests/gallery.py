"""Addresses of the living style page: only tests and developers open it, no hall does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from yizhan.lib.refusal import StaleState
from yizhan.ui.plain_forms import PlainForm
from yizhan.ui.responses import ask_again, respond
from yizhan.ui.templatetags.ui import ICONS
from yizhan.web import errors, preferences

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
PAGES = ("staff", "public", "kiosk", "kiosk_taken", "board", "window_board", "pad", "paper")
HALL = SimpleNamespace(
    pk="1",
    name="西安市碑林区长安路街道便民服务中心",
    short_name="长安路街道便民服务中心",
    name_en="Chang'an Road Subdistrict Service Hall",
    address="碑林区某某路 1 号",
    phone="029-00000000",
    complaint_phone="029-00000001",
)
STATION = SimpleNamespace(pk="2", short_name="某某社区便民服务站")
WORDS_OF_MENU = ("今天", "窗口", "导引台", "咨询", "开厅闭厅", "事项", "业务设置", "单位与人员", "设备")
MENU = [SimpleNamespace(word=word, address="#desk", is_here=word == "窗口") for word in WORDS_OF_MENU]
STAFF = SimpleNamespace(name="王某某", posts=["综合受理人员", "统一出件"], units=[HALL, STATION])
MATTERS = [
    "城乡居民养老保险参保",
    "老年人优待证",
    "最低生活保障",
    "生育登记",
    "就业困难人员认定",
    "残疾人两项补贴",
]
GRADES = [
    (5, "face-1", "非常满意", "Very good"),
    (4, "face-2", "满意", "Good"),
    (3, "face-3", "基本满意", "Fair"),
    (2, "face-4", "不满意", "Poor"),
    (1, "face-5", "非常不满意", "Very poor"),
]


class SampleForm(PlainForm):
    """One field of each kind."""

    name = forms.CharField(label="姓名", max_length=20)
    phone = forms.CharField(label="手机号", help_text="只用于叫号和告知结果。", max_length=11)
    kind = forms.ChoiceField(label="类别", choices=[("1", "社会保障"), ("2", "婚育户籍")])
    way = forms.ChoiceField(
        label="结果怎么领",
        choices=[("1", "自己来取"), ("2", "邮寄")],
        widget=forms.RadioSelect,
        help_text="邮寄由您付邮费。",
    )
    needs = forms.MultipleChoiceField(
        label="需要帮助",
        choices=[("1", "轮椅"), ("2", "手语"), ("3", "老花镜")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = forms.DateField(
        label="日期", widget=forms.DateInput(attrs={"type": "date", "class": "medium"}), required=False
    )
    paper = forms.FileField(label="材料照片", required=False)
    words = forms.CharField(label="还有什么要说的", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="以上情况属实")


def sample(name: str) -> dict[str, Any]:
    """What the pages of the gallery show."""
    return {
        "hall": HALL,
        "staff": STAFF if name == "staff" else None,
        "menu": MENU if name == "staff" else [],
        "icons": sorted(ICONS),
        "now": NOW,
        "form": SampleForm({"phone": "1"}),
        "page": Paginator(range(200), 10).page(7),
        "matters": MATTERS,
        "categories": ["社会保障", "婚育户籍", "就业创业", "残疾人服务", "退役军人", "其他事项"],
        "called": ["A022", "B010", "Y003", "A021", "A020"],
        "grades": GRADES,
    }


def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the gallery."""
    context = sample(name)
    if "demo" in request.GET:
        context["is_demo"] = True
    return render(request, f"ui/gallery/{name}.html", context)


def problem(request: HttpRequest, name: str) -> HttpResponse:
    """One of the error pages."""
    handlers: dict[str, Callable[[HttpRequest], HttpResponse]] = {
        "400": errors.bad_request,
        "403": errors.permission_denied,
        "404": errors.page_not_found,
        "500": errors.server_error,
        "csrf": errors.csrf_failure,
        "maintenance": errors.maintenance,
    }
    return handlers[name](request)


def act(request: HttpRequest) -> HttpResponse:
    """An act that answers as real ones do: done, refused, asked again, or broken, as `outcome` says."""
    outcome = request.POST.get("outcome", "done")
    if outcome == "stale":
        raise StaleState(thing="A023", state="已过号")
    if outcome == "broken":
        raise RuntimeError("a bug")
    if outcome == "wrong":
        return ask_again(request, "ui/gallery/acts.html#result", {"said": "请填写件数。"})
    context = {"said": f"已叫 {request.POST.get('request_key', '')}"}
    return respond(
        request,
        "ui/gallery/acts.html#result",
        context,
        then="gallery:acts",
        announce="A023 已叫到 3 号窗口。",
    )


def acts(request: HttpRequest) -> HttpResponse:
    """The page with the acts."""
    return render(request, "ui/gallery/acts.html", sample("staff"))


switches = (
    [
        path("language", preferences.language, name="language"),
        path("type", preferences.type_size, name="type_size"),
    ],
    "web",
)
# Addresses that the top bar shows as soon as they exist.
sessions = ([path("sign-out", acts, name="sign_out")], "accounts")
units = ([path("act-in", acts, name="act_in")], "orgs")
samples = (
    [
        path("acts", acts, name="acts"),
        path("act", act, name="act"),
        path("problem/<str:name>", problem, name="problem"),
        path("<str:name>", page, name="page"),
    ],
    "gallery",
)
urlpatterns = [
    path("", include(switches)),
    path("", include(sessions)),
    path("", include(units)),
    path("gallery/", include(samples)),
]
handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
