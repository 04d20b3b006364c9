"""`yizhan init` and `yizhan token`: a real hall without default accounts, and nothing done twice."""

from __future__ import annotations

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from yizhan.accounts.models import User
from yizhan.devices.models import Device
from yizhan.devices.tokens import digest_of
from yizhan.journal.models import Entry
from yizhan.orgs import selectors
from yizhan.orgs.models import AccessToken, Membership, Unit
from yizhan.testing.cast import COMMUNITY, TODAY, Cast, load_streets

PASSWORDS = "first-hall-2026\nsecond-hall-2026\nthird-hall-2026"
ADMINISTRATORS = {"admin": "sys-one", "security_admin": "sec-two", "audit_admin": "aud-three"}


@pytest.fixture(autouse=True)
def _from_scratch(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.IS_DEMO = False
    monkeypatch.setenv("YIZHAN_ADMIN_PASSWORD", PASSWORDS)


@pytest.fixture
def _short_list(db: None) -> None:
    """Two streets instead of 3,400 units: init takes what is there."""
    load_streets(COMMUNITY, "610103005")


def init(**options: str) -> str:
    out = StringIO()
    call_command("init", stdout=out, **ADMINISTRATORS | {"town": "谭家街道", "stations": "all"} | options)
    return out.getvalue()


@pytest.mark.clause("2.1", "2.2", "5.1", "A3", "A4")
@pytest.mark.django_db
def test_one_command_founds_the_hall_with_the_real_lists() -> None:
    text = init(stations=COMMUNITY)
    centre = Unit.objects.get(kind="centre")
    assert centre.name == "未央区谭家街道便民服务中心"
    assert Unit.objects.filter(kind="community").count() == 1448
    assert selectors.hours_warnings(centre.pk, TODAY) == []
    assert len(selectors.opening_stretches(centre.pk, TODAY)) == 2
    assert "接下来" in text


@pytest.mark.clause("2.1")
@pytest.mark.usefixtures("_short_list")
def test_three_persons_administer_and_must_change_their_passwords() -> None:
    init()
    posts = dict(Membership.objects.values_list("user__username", "post"))
    assert posts == {"sys-one": "system_admin", "sec-two": "security_admin", "aud-three": "audit_admin"}
    assert User.objects.count() == 3
    for username, password in zip(ADMINISTRATORS.values(), PASSWORDS.splitlines(), strict=True):
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert user.must_change_password


@pytest.mark.clause("2.1")
@pytest.mark.usefixtures("_short_list")
def test_a_scenic_area_has_a_centre_and_no_code() -> None:
    init(town="浐灞湿地景区管理局", scenic_area_of="未央区")
    scenic = Unit.objects.get(kind="scenic_area")
    assert scenic.division_code == ""
    assert Unit.objects.get(kind="centre").name == "未央区浐灞湿地景区管理局便民服务中心"
    assert Unit.objects.filter(kind="station").count() == 0


@pytest.mark.usefixtures("_short_list")
def test_a_scenic_area_of_an_unknown_district_leaves_nothing_half_made() -> None:
    with pytest.raises(CommandError, match="没有叫“天上区”的区县或开发区"):
        init(town="浐灞湿地景区管理局", scenic_area_of="天上区")
    assert not Unit.objects.filter(kind__in=("scenic_area", "centre")).exists()
    assert not User.objects.exists()


@pytest.mark.usefixtures("_short_list")
def test_running_again_says_what_is_there_and_changes_nothing() -> None:
    init()
    entries = Entry.objects.count()
    text = init(town="别的街道", admin="someone-else")
    assert "什么都没有改动" in text
    assert "谭家街道谭家社区便民服务站" in text
    assert "sec-two" in text
    assert Entry.objects.count() == entries


@pytest.mark.usefixtures("_short_list")
@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"town": "不存在"}, "没有叫"),
        ({"town": "街道"}, "不止一个"),
        ({"town": ""}, "--town"),
        ({"stations": "610103005001"}, "没有代码"),
        ({"audit_admin": ""}, "--audit-admin"),
        ({"audit_admin": "sys-one"}, "三个人"),
        ({"audit_admin": "有空格 的"}, "登录名只能用"),
        ({"hours": "nine to five"}, "--hours"),
    ],
)
def test_a_wrong_answer_is_one_sentence_and_founds_nothing(options: dict[str, str], word: str) -> None:
    with pytest.raises(CommandError, match=word):
        init(**options)
    assert not selectors.halls().exists()
    assert not User.objects.exists()


@pytest.mark.usefixtures("_short_list")
@pytest.mark.parametrize("passwords", ["", "short", "1234567890123"])
def test_no_hall_begins_with_a_weak_password_or_none(monkeypatch: pytest.MonkeyPatch, passwords: str) -> None:
    monkeypatch.setenv("YIZHAN_ADMIN_PASSWORD", passwords)
    with pytest.raises(CommandError):
        init()
    assert not selectors.halls().exists()


@pytest.mark.usefixtures("_short_list")
def test_a_broken_off_set_up_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*args: object, **options: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr("yizhan.web.founding.create_user", cut_off)
        with pytest.raises(RuntimeError):
            init()
    assert selectors.halls().count() == 2
    assert "接着建" in init()
    assert Membership.objects.count() == 3


def test_a_demonstration_never_becomes_a_real_hall(db: None, settings: LazySettings) -> None:
    settings.IS_DEMO = True
    with pytest.raises(CommandError, match="演示"):
        init()


def token(*words: str) -> list[str]:
    out = StringIO()
    call_command("token", *words, stdout=out)
    return out.getvalue().splitlines()


def test_a_device_gets_its_token_once(cast: Cast) -> None:
    words = (
        "device",
        "--unit",
        cast.hall.name,
        "--kind",
        "window_board",
        "--name",
        "三号屏",
        "--window",
        "3",
    )
    said = token(*words)
    device = Device.objects.get()
    assert (device.kind, device.unit_id, device.place_id) == (
        "window_board",
        cast.hall.pk,
        cast.windows[2].pk,
    )
    assert device.token_digest == digest_of(said[1])
    assert said[2].endswith(f"/device/{said[1]}")


def test_another_system_gets_the_rights_of_a_user(cast: Cast) -> None:
    said = token("system", "--user", "clerk", "--name", "区局统一平台")
    assert AccessToken.objects.get().token_digest == digest_of(said[1])


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("device", "--kind", "kiosk", "--name", "取号机"), "不止一个"),
        (("device", "--kind", "kiosk", "--name", "取号机", "--unit", "没有"), "没有找到"),
        (("device", "--kind", "pad", "--name", "评价器", "--unit", "谭家街道便民服务中心"), "--window"),
        (
            ("device", "--kind", "pad", "--name", "x", "--unit", "谭家街道便民服务中心", "--window", "44"),
            "44",
        ),
        (("system", "--user", "nobody", "--name", "平台"), "nobody"),
        (("system", "--user", "untrained", "--name", "平台"), "授岗"),
    ],
)
def test_a_wrong_token_request_is_one_sentence(cast: Cast, words: tuple[str, ...], word: str) -> None:
    with pytest.raises(CommandError, match=word):
        token(*words)
    assert not Device.objects.exists()
    assert not AccessToken.objects.exists()
