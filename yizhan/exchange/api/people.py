"""People: accounts, posts, trainings, photos (2.1, 2.3, 5.4)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.files import UploadedFile
from ninja.params.models import File

from yizhan.accounts import actions as accounts
from yizhan.accounts.models import Photo, User
from yizhan.accounts.photos import LARGEST_FILE
from yizhan.devices.states import DeviceKind
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, reads, there
from yizhan.exchange.api.units import unit_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.people import (
    AccountIn,
    EndIn,
    GrantIn,
    MembershipOut,
    NameIn,
    PasswordIn,
    PersonOut,
    PersonPageOut,
    PhotoOut,
    TrainingIn,
    TrainingOut,
)
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Membership, Training
from yizhan.orgs.states import Post

router = Router(tags=["人员"])
for_system_admin = allowed(*posts.RUNS_THE_PROGRAM)
for_security_admin = allowed(*posts.GRANTS)
PERSON = "这个人"
JPEG: dict[str, Any] = {"responses": {200: {"content": {"image/jpeg": {}}}}}


@router.get("/units/{uuid:unit_id}/people", response=list[PersonOut], **reads("单位的人员"))
@allowed(*posts.SEES_PEOPLE)
def people(request: CallerRequest, unit_id: UUID) -> list[User]:
    """Everybody who holds or held a post in the unit."""
    return list(selectors.people_of(unit_of(request, unit_id)))


@router.get("/people/{uuid:user_id}", response=PersonPageOut, **reads("一个人的岗位和培训"))
@allowed(*posts.SEES_PEOPLE)
def person(request: CallerRequest, user_id: UUID) -> dict[str, Any]:
    """A person of the unit or below, with posts and trainings."""
    found = person_of(request, user_id)
    return {
        "person": found,
        "memberships": list(selectors.memberships_visible_to(request.actor).filter(user=found)),
        "trainings": list(selectors.trainings_of(request.actor, found)),
    }


@router.post("/people", response={201: PersonOut}, **does("accounts.user_created", "建立账号"))
@for_system_admin
def create_user(request: CallerRequest, body: AccountIn) -> User:
    """Make an account; it has no rights until a post is granted."""
    return accounts.create_user(by=request.actor, at=timezone.now(), **body.model_dump())


@router.put(
    "/people/{uuid:user_id}/name", response=PersonOut, **does("accounts.name_corrected", "更正姓名工号")
)
@for_system_admin
def correct_name(request: CallerRequest, user_id: UUID, body: NameIn) -> User:
    """Correct somebody's name or staff number; badge and window board show it at once."""
    found = person_of(request, user_id)
    return accounts.correct_name(found, by=request.actor, at=timezone.now(), **body.model_dump())


@router.post(
    "/people/{uuid:user_id}/password", response=PersonOut, **does("accounts.password_reset", "重置密码")
)
@for_system_admin
def reset_password(request: CallerRequest, user_id: UUID, body: PasswordIn) -> User:
    """Give somebody who forgot his password a new one, to be changed at the next sign-in."""
    found = person_of(request, user_id)
    return accounts.reset_password(found, password=body.password, by=request.actor, at=timezone.now())


@router.post(
    "/people/{uuid:user_id}/deactivate", response=PersonOut, **does("accounts.user_deactivated", "停用账号")
)
@for_system_admin
def deactivate(request: CallerRequest, user_id: UUID) -> User:
    """Close the account of somebody who left; what he did stays under his name."""
    return accounts.deactivate(person_of(request, user_id), by=request.actor, at=timezone.now())


@router.post(
    "/people/{uuid:user_id}/reactivate", response=PersonOut, **does("accounts.user_reactivated", "恢复账号")
)
@for_system_admin
def reactivate(request: CallerRequest, user_id: UUID) -> User:
    """Open the account of somebody who came back."""
    return accounts.reactivate(person_of(request, user_id), by=request.actor, at=timezone.now())


@router.post("/people/{uuid:user_id}/photo", response=PhotoOut, **does("accounts.photo_put", "放照片"))
@allowed(*posts.ARRANGES)
def put_photo(request: CallerRequest, user_id: UUID, photo: Annotated[UploadedFile, File(...)]) -> Photo:
    """Put somebody's photo on his badge and window board; an older one is replaced."""
    content = photo.read(LARGEST_FILE + 1)
    return accounts.put_photo(person_of(request, user_id), content, by=request.actor, at=timezone.now())


@router.get("/people/{uuid:user_id}/photo", openapi_extra=JPEG, **reads("工作牌照片"))
@allowed(*Post.values, devices=(DeviceKind.HALL_BOARD, DeviceKind.WINDOW_BOARD, DeviceKind.PAD))
def photo(request: CallerRequest, user_id: UUID) -> HttpResponse:
    """The badge photo of somebody of the unit or below (5.4)."""
    found = there(selectors.photo_visible_to(request.actor, user_id), "这张照片")
    return HttpResponse(bytes(found.content), content_type=found.content_type)


@router.post(
    "/units/{uuid:unit_id}/posts", response={201: MembershipOut}, **does("orgs.membership_granted", "授岗")
)
@for_security_admin
def grant_membership(request: CallerRequest, unit_id: UUID, body: GrantIn) -> Membership:
    """Give somebody a post in a unit; it counts once he is trained for it (2.3)."""
    told = body.model_dump()
    user = there(selectors.user_to_grant(request.actor, told.pop("username")), "这个登录名")
    return actions.grant_membership(
        user, unit_of(request, unit_id), by=request.actor, at=timezone.now(), **told
    )


@router.post(
    "/posts/{uuid:membership_id}/end", response=MembershipOut, **does("orgs.membership_ended", "结束岗位")
)
@for_security_admin
def end_membership(request: CallerRequest, membership_id: UUID, body: EndIn) -> Membership:
    """Take a post away from a day on, else today; its rights end with the next request."""
    membership = find(selectors.memberships_visible_to(request.actor), membership_id, "这个岗位")
    return actions.end_membership(membership, on=body.on, by=request.actor, at=timezone.now())


@router.post(
    "/units/{uuid:unit_id}/people/{uuid:user_id}/trainings",
    response={201: TrainingOut},
    **does("orgs.training_recorded", "登记培训"),
)
@allowed(*posts.TRAINS)
def record_training(request: CallerRequest, unit_id: UUID, user_id: UUID, body: TrainingIn) -> Training:
    """Record that somebody passed the training for a post: 培训合格后方可上岗 (2.3)."""
    user, unit = person_of(request, user_id), unit_of(request, unit_id)
    return actions.record_training(user, unit=unit, by=request.actor, at=timezone.now(), **body.model_dump())


def person_of(request: CallerRequest, user_id: UUID) -> User:
    """Somebody of the unit or below, or whose account was made there and who holds no post yet."""
    return there(selectors.person_visible_to(request.actor, user_id), PERSON)
