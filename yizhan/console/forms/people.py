"""Accounts, posts, trainings, photos, tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from yizhan.accounts.actions import LONGEST_PASSWORD
from yizhan.accounts.models import User
from yizhan.accounts.photos import LARGEST_FILE
from yizhan.console.forms.units import day_field
from yizhan.orgs.fields import LineField
from yizhan.orgs.states import Employment, Post
from yizhan.ui.plain_forms import PlainForm


def given_password_field() -> forms.CharField:
    """A password that the administrator hands over; shown while typing, because he must tell it."""
    return forms.CharField(
        label="初始密码",
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text="至少 10 位，不全是数字。当面告诉本人，他第一次登录时必须换掉。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AccountForm(PlainForm):
    """A new account."""

    username = forms.CharField(
        label="登录名",
        max_length=40,
        help_text="小写字母、数字、点和横线，如工号 wy0123。",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    name = LineField(label="姓名", max_length=40)
    staff_number = LineField(label="工号", max_length=20, required=False)
    password = given_password_field()

    def clean(self) -> dict[str, Any]:
        """The rules of passwords, as sentences at the field; the act checks them again."""
        typed = super().clean() or {}
        if "password" in typed:
            _check_password(
                self, typed["password"], User(username=typed.get("username", ""), name=typed.get("name", ""))
            )
        return typed


class NameForm(PlainForm):
    """A name that was typed wrong, or changed."""

    ids = "account"
    name = LineField(label="姓名", max_length=40)
    staff_number = LineField(label="工号", max_length=20, required=False)


class ResetForm(PlainForm):
    """A new password for somebody who forgot his."""

    ids = "reset"
    password = given_password_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """The rules of passwords, as sentences at the field."""
        typed = super().clean() or {}
        if "password" in typed:
            _check_password(self, typed["password"], self.user)
        return typed


class GrantForm(PlainForm):
    """A post for somebody (clause 2.3)."""

    post = forms.ChoiceField(label="岗位")
    employment = forms.ChoiceField(
        label="用工性质", choices=Employment.choices, help_text="公益性岗位和服务外包人员不能担任审批。"
    )
    valid_from = day_field("从哪天起")
    valid_to = day_field("到哪天不再担任", required=False)

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined]


class TrainingForm(PlainForm):
    """A passed training (clause 2.3)."""

    ids = "training"
    post = forms.ChoiceField(label="岗位")
    passed_on = day_field("合格日期")
    valid_until = day_field("有效期至", required=False)
    note = LineField(label="培训内容", max_length=120, required=False)

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined]


class PhotoForm(PlainForm):
    """A badge photo."""

    ids = "photo"
    photo = forms.FileField(
        label="照片",
        help_text="JPG 或 PNG，正面免冠；会自动缩小。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def clean_photo(self) -> UploadedFile[bytes]:
        """Too large a file is not even read."""
        photo = self.cleaned_data["photo"]
        if not isinstance(photo, UploadedFile) or (photo.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(f"文件太大，最多 {LARGEST_FILE // 1024 // 1024} MB。")
        return photo


class TokenForm(PlainForm):
    """A token with which another system acts as somebody of the unit."""

    user = forms.ModelChoiceField(User._default_manager.none(), label="以谁的权限", empty_label="请选择")
    name = LineField(label="用途", max_length=40, help_text="如“区局统一平台”。")

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users  # type: ignore[attr-defined]


def _check_password(form: forms.Form, password: str, user: User) -> None:
    try:
        password_validation.validate_password(password, user)
    except forms.ValidationError as weak:
        form.add_error("password", weak)
