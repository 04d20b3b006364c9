"""The director keeps letterheads and templates on screens that nobody else opens."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from yizhan.documents import registry
from yizhan.documents.bodies import IssuingBody
from yizhan.documents.models import Letterhead, Template
from yizhan.documents.states import TemplateFormat
from yizhan.testing.cast import Cast, Member

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
STREET = IssuingBody(UUID(int=99), "谭家街道")
KEY = "one_time_notice"


@pytest.fixture(autouse=True)
def one_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_bodies", [lambda actor: [STREET]])


def browser(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["unit_id"] = str(member.unit.pk)
    session.save()
    return client


def page(name: str, *args: object) -> str:
    return reverse(f"documents:{name}", args=args)


def template_file(text: str, name: str = "own.typ") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_only_the_director_opens_the_paper_of_the_hall(cast: Cast) -> None:
    assert browser(cast.director).get(page("start")).status_code == 200
    for other in (cast.clerk, cast.approver, cast.system_admin):
        assert browser(other).get(page("start")).status_code == 403


def test_what_a_name_suggests_is_shown_until_somebody_confirms_it(cast: Cast) -> None:
    client = browser(cast.director)
    assert "按名称推算" in client.get(page("start")).content.decode()
    typed: dict[str, Any] = {
        "name": "西安市未央区人民政府谭家街道办事处",
        "code": "谭家街办",
        "court": "西安铁路运输法院",
    }
    assert client.post(page("letterhead", STREET.id), typed).status_code == 302
    assert Letterhead.objects.get().code == "谭家街办"
    assert "按名称推算" not in client.get(page("start")).content.decode()


def test_a_letterhead_of_a_hall_is_asked_again_with_a_sentence(cast: Cast) -> None:
    typed = {"name": "谭家街道便民服务中心", "code": "谭家"}
    answer = browser(cast.director).post(page("letterhead", STREET.id), typed, follow=True)
    assert "不是法人" in answer.content.decode()
    assert not Letterhead.objects.exists()


def test_the_letterhead_of_a_foreign_body_is_not_found(cast: Cast) -> None:
    assert browser(cast.director).get(page("letterhead", UUID(int=98))).status_code == 404


def test_a_template_is_downloaded_changed_uploaded_seen_and_withdrawn(cast: Cast) -> None:
    client = browser(cast.director)
    source = client.get(page("source", KEY, "typst")).content.decode()
    own = template_file(source.replace("以上为全部需补正内容", "以上就是全部需补正内容"))
    assert client.post(page("replace", KEY, "typst"), {"file": own}).status_code == 302
    assert "本厅第1版" in client.get(page("start")).content.decode()
    assert client.get(page("sample", KEY, "typst")).content.startswith(b"%PDF")
    client.post(page("withdraw", KEY, "typst"))
    assert not Template.objects.filter(unit_id=cast.hall.pk, in_force=True).exists()
    assert "已停用" in client.get(page("template", KEY, "typst")).content.decode()


def test_a_template_that_makes_no_paper_is_refused_and_nothing_changes(cast: Cast) -> None:
    own = template_file("#unknown-thing()")
    answer = browser(cast.director).post(page("replace", KEY, "typst"), {"file": own}, follow=True)
    assert "用不了" in answer.content.decode()
    assert not Template.objects.filter(unit_id=cast.hall.pk).exists()


def test_a_file_of_another_kind_is_asked_for_again(cast: Cast) -> None:
    own = template_file("x", "template.docm")
    answer = browser(cast.director).post(page("replace", KEY, "word"), {"file": own})
    assert answer.status_code == 422
    assert "请选 .docx 文件" in answer.content.decode()


def test_the_word_example_is_a_word_file(cast: Cast) -> None:
    from docx import Document

    answer = browser(cast.director).get(page("sample", KEY, TemplateFormat.WORD))
    words = "\n".join(one.text for one in Document(io.BytesIO(answer.content)).paragraphs)
    assert "一次性告知" in words


def test_no_address_of_an_unknown_format_or_paper_exists(cast: Cast) -> None:
    client = browser(cast.director)
    assert client.get(page("template", KEY, "pages")).status_code == 404
    assert client.get(page("template", "no-such-paper", "typst")).status_code == 404
