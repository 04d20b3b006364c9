"""The paper of a hall, kept by its director: how bodies sign, which templates are in force (PRODUCT 6.3)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.documents import actions, previewing, selectors
from yizhan.documents.forms import LetterheadForm, TemplateForm
from yizhan.documents.posts import KEEPS
from yizhan.documents.registry import registered
from yizhan.documents.serving import PDF_TYPE, WORD_TYPE, file_response
from yizhan.documents.states import SUFFIXES, TemplateFormat
from yizhan.documents.trying import usable_bundle
from yizhan.ui.responses import ask_again

TEMPLATE, LETTERHEAD = "documents/template.html", "documents/letterhead.html"


@for_posts(*KEEPS)
@require_GET
def start(request: ActingRequest) -> HttpResponse:
    """All papers and letterheads of the hall."""
    shown = {
        "papers": selectors.template_rows(request.actor),
        "bodies": selectors.letterhead_rows(request.actor),
    }
    return render(request, "documents/start.html", shown)


@for_posts(*KEEPS)
@require_http_methods(["GET", "POST"])
def letterhead(request: ActingRequest, office_id: UUID) -> HttpResponse:
    """How one body signs."""
    if (row := selectors.letterhead_row(request.actor, office_id)) is None:
        raise Http404
    form = LetterheadForm(request.POST or None, initial=asdict(row.signing))
    shown = {"row": row, "form": form}
    if request.method == "GET":
        return render(request, LETTERHEAD, shown)
    if not form.is_valid():
        return ask_again(request, LETTERHEAD, shown)
    changed = actions.change_letterhead(
        office_id,
        unit_id=request.actor.hall_id,
        by=request.actor,
        at=timezone.now(),
        request_key=request.POST.get("request_key", ""),
        **form.cleaned_data,
    )
    messages.success(request, f"“{changed}”的落款已保存，从下一份文书起使用；已经出具的不变。")
    return redirect("documents:start")


@for_posts(*KEEPS)
@require_GET
def template(request: ActingRequest, key: str, format: str) -> HttpResponse:
    """One template: preview, download, replace, the versions that the hall uploaded."""
    return render(request, TEMPLATE, _shown(request, key, _format(format)))


@for_posts(*KEEPS)
@require_POST
def replace(request: ActingRequest, key: str, format: str) -> HttpResponse:
    """Put an uploaded template in force, after its example came out."""
    kind = _format(format)
    form = TemplateForm(request.POST, request.FILES, suffix=SUFFIXES[kind])
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, key, kind) | {"form": form})
    file = form.cleaned_data["file"]
    bundle = usable_bundle(key, kind, file.read())
    actions.replace_template(
        key,
        kind,
        bundle,
        unit_id=request.actor.hall_id,
        file_name=file.name,
        by=request.actor,
        at=timezone.now(),
        request_key=request.POST.get("request_key", ""),
    )
    messages.success(request, "新模板已启用，从下一份文书起使用。请看一看下面的样张。")
    return redirect("documents:template", key, kind)


@for_posts(*KEEPS)
@require_POST
def withdraw(request: ActingRequest, key: str, format: str) -> HttpResponse:
    """Back to the program's own template."""
    kind = _format(format)
    actions.withdraw_template(
        key,
        kind,
        unit_id=request.actor.hall_id,
        by=request.actor,
        at=timezone.now(),
        request_key=request.POST.get("request_key", ""),
    )
    messages.success(request, "已经撤下，改用程序自带的模板；用旧模板出具的文书不变。")
    return redirect("documents:template", key, kind)


@for_posts(*KEEPS)
@require_GET
def sample(request: ActingRequest, key: str, format: str) -> HttpResponse:
    """The example of the template in force: PDF, or Word."""
    kind = _format(format)
    content = previewing.sample_in_force(request.actor, key, kind)
    is_word = kind == TemplateFormat.WORD
    name = f"{registered(key).title}-样张{'.docx' if is_word else '.pdf'}"
    return file_response(content, WORD_TYPE if is_word else PDF_TYPE, name, download=is_word)


@for_posts(*KEEPS)
@require_GET
def source(request: ActingRequest, key: str, format: str) -> HttpResponse:
    """The template itself, to be changed and uploaded again."""
    kind = _format(format)
    content = previewing.source_in_force(request.actor, key, kind)
    kind_of_file = WORD_TYPE if kind == TemplateFormat.WORD else "text/plain; charset=utf-8"
    return file_response(content, kind_of_file, f"{key}{SUFFIXES[kind]}", download=True)


def _format(word: str) -> TemplateFormat:
    if word not in TemplateFormat.values:
        raise Http404
    return TemplateFormat(word)


def _shown(request: ActingRequest, key: str, kind: TemplateFormat) -> dict[str, Any]:
    versions = selectors.templates_visible_to(request.actor).filter(key=key, format=kind).defer("bundle")
    return {
        "paper": registered(key),
        "format": kind,
        "versions": versions,
        "own": next((one for one in versions if one.in_force), None),
        "form": TemplateForm(suffix=SUFFIXES[kind]),
    }
