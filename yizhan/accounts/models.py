"""The people who sign in, and their photos for badges and window boards."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yizhan.lib.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name; creating one is an act (accounts.actions)."""


class User(AbstractBaseUser):
    """A member of staff. There is no superuser: rights come from memberships alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    staff_number = models.CharField("工号", max_length=20, blank=True)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A user's badge photo, kept in the database so that one backup holds everything."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True)
    content = models.BinaryField()
    content_type = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest
