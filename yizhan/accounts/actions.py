"""The acts on accounts: creating people who sign in, their passwords, their photos, signing in and out.

The system administrator makes accounts and resets passwords; what an account may do is granted by the
security administrator, one floor up (orgs.actions.people).
"""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from axes.utils import reset as end_lock
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from yizhan.accounts.models import Photo, User
from yizhan.accounts.photos import CONTENT_TYPE, badge_photo
from yizhan.accounts.refusals import (
    AlreadyActive,
    AlreadyDeactivated,
    NameMissing,
    NotYourself,
    OldPasswordWrong,
    PasswordTooWeak,
    SamePassword,
    UsernameNotUsable,
    UsernameTaken,
)
from yizhan.accounts.rights import only_for
from yizhan.journal.acts import act, record
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import Actor
from yizhan.lib.sm3 import sm3
from yizhan.lib.text import clean_line

LONGEST_PASSWORD = 128
_USERNAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
_SYSTEM_ADMIN = "system_admin"
_MAY_PUT_PHOTOS = (_SYSTEM_ADMIN, "director")


def clean_username(text: str) -> str:
    """A sign-in name as it is stored, typable on every keyboard. Raises UsernameNotUsable."""
    username = text.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise UsernameNotUsable
    return username


@act("accounts.user_created")
def create_user(
    username: str,
    *,
    name: str,
    password: str,
    staff_number: str = "",
    must_change_password: bool = True,
    by: Actor,
    at: datetime,
) -> User:
    """Make an account for a member of staff; it has no rights until a post is granted.

    The password is handed over by the administrator, so it must be changed at the first sign-in.
    Raises UsernameNotUsable, UsernameTaken, NameMissing, PasswordTooWeak.
    """
    only_for(by, _SYSTEM_ADMIN, owner="系统管理员")
    user = User(
        username=clean_username(username),
        name=clean_line(name, longest=40),
        staff_number=clean_line(staff_number, longest=20),
        must_change_password=must_change_password,
        created_at=at,
    )
    if not user.name:
        raise NameMissing
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as taken:
        raise UsernameTaken from taken
    record(user, by=by, at=at, unit_id=_unit_of(by))
    return user


@act("accounts.name_corrected")
def correct_name(user: User, *, name: str, staff_number: str = "", by: Actor, at: datetime) -> User:
    """Correct somebody's name or staff number; badge and window board show it at once (clause 5.4).

    Raises NameMissing.
    """
    only_for(by, _SYSTEM_ADMIN, owner="系统管理员")
    values = {"name": clean_line(name, longest=40), "staff_number": clean_line(staff_number, longest=20)}
    if not values["name"]:
        raise NameMissing
    changed = sorted(field for field, value in values.items() if getattr(user, field) != value)
    User.objects.filter(pk=user.pk).update(**values)
    user.name, user.staff_number = values["name"], values["staff_number"]
    record(user, by=by, at=at, unit_id=_unit_of(by), changed=changed)
    return user


@act("accounts.password_changed")
def change_password(user: User, *, old: str, new: str, by: Actor, at: datetime) -> User:
    """Change one's own password, knowing the old one. Other sessions of the account end.

    Raises OldPasswordWrong, SamePassword, PasswordTooWeak.
    """
    if by.id != str(user.pk):
        only_for(by, owner="本人")
    if not user.check_password(old):
        raise OldPasswordWrong
    if old == new:
        raise SamePassword
    before = user.password
    _set_password(user, new)
    changed = User.objects.filter(pk=user.pk, password=before).update(
        password=user.password, must_change_password=False
    )
    if changed != 1:
        raise OldPasswordWrong
    user.must_change_password = False
    record(user, by=by, at=at, unit_id=_unit_of(by))
    return user


@act("accounts.password_reset")
def reset_password(user: User, *, password: str, by: Actor, at: datetime) -> User:
    """Give somebody who forgot his password a new one, to be changed at the next sign-in.

    A lock after failed sign-ins ends with it. Raises NotYourself, PasswordTooWeak.
    """
    only_for(by, _SYSTEM_ADMIN, owner="系统管理员")
    _not_oneself(user, by)
    _set_password(user, password)
    User.objects.filter(pk=user.pk).update(password=user.password, must_change_password=True)
    user.must_change_password = True
    end_lock(username=user.username)
    record(user, by=by, at=at, unit_id=_unit_of(by))
    return user


@act("accounts.user_deactivated")
def deactivate(user: User, *, by: Actor, at: datetime) -> User:
    """Close the account of somebody who left; what he did stays under his name.

    Raises NotYourself, AlreadyDeactivated.
    """
    only_for(by, _SYSTEM_ADMIN, owner="系统管理员")
    _not_oneself(user, by)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False) != 1:
        raise AlreadyDeactivated(name=user.name)
    user.is_active = False
    record(user, by=by, at=at, unit_id=_unit_of(by))
    return user


@act("accounts.user_reactivated")
def reactivate(user: User, *, by: Actor, at: datetime) -> User:
    """Open the account of somebody who came back, or who was closed by mistake. Raises AlreadyActive."""
    only_for(by, _SYSTEM_ADMIN, owner="系统管理员")
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True) != 1:
        raise AlreadyActive(name=user.name)
    user.is_active = True
    record(user, by=by, at=at, unit_id=_unit_of(by))
    return user


@act("accounts.photo_put")
def put_photo(user: User, content: bytes, *, by: Actor, at: datetime) -> Photo:
    """Put somebody's photo on his badge and window board; an older one is replaced (clause 5.4).

    Raises NotAPhoto, PhotoTooLarge, PhotoTooSmall.
    """
    only_for(by, *_MAY_PUT_PHOTOS, owner="系统管理员或中心负责人")
    stored = badge_photo(content)
    values = {"content": stored, "content_type": CONTENT_TYPE, "digest": sm3(stored).hex()}
    photo, _ = Photo.objects.update_or_create(user=user, defaults=values)
    record(photo, by=by, at=at, unit_id=_unit_of(by), digest=photo.digest)
    return photo


@act("accounts.signed_in")
def sign_in(user: User, *, unit_id: UUID, by: Actor, at: datetime) -> User:
    """Begin to act in a unit: at sign-in, or when another of one's units is chosen."""
    record(user, by=by, at=at, unit_id=unit_id)
    return user


@act("accounts.signed_out")
def sign_out(user: User, *, by: Actor, at: datetime) -> User:
    """Leave the unit in which one acted."""
    record(user, by=by, at=at, unit_id=_unit_of(by))
    return user


def _unit_of(by: Actor) -> UUID:
    return by.unit_id or INSTALLATION


def _not_oneself(user: User, by: Actor) -> None:
    if by.id == str(user.pk):
        raise NotYourself


def _set_password(user: User, password: str) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooWeak(reasons=f"密码最多 {LONGEST_PASSWORD} 位。")
    try:
        password_validation.validate_password(password, user)
    except ValidationError as weak:
        raise PasswordTooWeak(reasons="".join(weak.messages)) from weak
    user.set_password(password)
