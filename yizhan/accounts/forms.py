"""What people type to sign in and to change their password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from yizhan.accounts.actions import LONGEST_PASSWORD
from yizhan.accounts.models import User
from yizhan.ui.plain_forms import PlainForm

LONGEST_USERNAME = 40


class SignInForm(PlainForm):
    """Sign-in name and password. Whether they fit is for the view to find out, in one sentence for all."""

    username = forms.CharField(
        label="登录名",
        max_length=LONGEST_USERNAME,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="密码",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        """Names are stored in small letters."""
        return str(self.cleaned_data["username"]).lower()


class ChangePasswordForm(PlainForm):
    """The old password, and the new one twice."""

    old = forms.CharField(
        label="原密码",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text="至少 10 位，不全是数字，不要用姓名、登录名或常见的密码。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍新密码",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self) -> str:
        """Checked here for a mark at the field; the act checks it again."""
        old = str(self.cleaned_data["old"])
        if not self.user.check_password(old):
            raise forms.ValidationError("原密码不对。忘记了请找系统管理员重置。")
        return old

    def clean_new(self) -> str:
        """The rules of passwords, as sentences at the field."""
        new = str(self.cleaned_data["new"])
        password_validation.validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Both new ones alike, and not the old one."""
        typed = super().clean() or {}
        old, new, again = (typed.get(name) for name in ("old", "new", "again"))
        if new and again and new != again:
            self.add_error("again", "两遍输入的新密码不一样，请重新输入。")
        if old and old == new:
            self.add_error("new", "新密码与原密码相同，请另设一个。")
        return typed
