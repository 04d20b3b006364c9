"""`yizhan token`: let a device or another system in; the token is printed once and nowhere stored."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet
from django.utils import timezone

from yizhan.accounts.models import User
from yizhan.devices.actions import enrol
from yizhan.devices.states import DeviceKind
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import Refusal
from yizhan.orgs.actions import issue_access_token
from yizhan.orgs.models import Unit, Window
from yizhan.orgs.selectors import halls, units_of, windows_of
from yizhan.web.process import start

KINDS = [kind.value for kind in DeviceKind if kind != DeviceKind.PRINTER]
AT_A_WINDOW = frozenset({DeviceKind.WINDOW_BOARD, DeviceKind.PAD})


class Command(BaseCommand):
    """Enrol a device, or issue an access token for another system."""

    help = "给设备或其他系统发令牌 — issue a token for a device or another system"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """device, system."""
        what = parser.add_subparsers(dest="what", required=True)
        device = what.add_parser("device", help="取号机、大屏、窗口屏、评价器 — kiosk, board, pad")
        device.add_argument("--kind", required=True, choices=KINDS)
        device.add_argument("--name", required=True, help="如“大厅取号机”")
        device.add_argument("--window", type=int, help="窗口屏和评价器放在几号窗口 — its window's number")
        device.add_argument("--speaks", action="store_true", help="这台播报语音 — it speaks the calls")
        system = what.add_parser("system", help="其他系统 — another system, with the rights of a user")
        system.add_argument("--user", required=True, help="以谁的权限：登录名 — sign-in name")
        system.add_argument("--name", required=True, help="用途，如“区局统一平台”")
        for each in (device, system):
            each.add_argument("--unit", help="单位名称或编号；只有一个时可不写 — name or id of the unit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the token once."""
        start.check_data_folder(settings.DATA_DIR)
        start.prepare_database()
        try:
            lines = _device(options) if options["what"] == "device" else _system(options)
        except Refusal as refusal:
            raise CommandError(refusal.text) from None
        self.stdout.write("\n".join(lines))


def _device(options: dict[str, Any]) -> list[str]:
    unit = _only(halls(), options["unit"])
    window = _window(unit, options["kind"], options["window"])
    device, token = enrol(
        unit.pk,
        kind=options["kind"],
        name=options["name"],
        place_id=window.pk if window else None,
        speaks=options["speaks"],
        by=SYSTEM,
        at=timezone.now(),
    )
    base = settings.PUBLIC_URL or f"http://<本机地址>:{settings.PORT}"
    return [
        f"{unit.name}：{device.get_kind_display()}“{device.name}”",
        token,
        f"在这台设备的浏览器里打开一次：{base}/device/{token}",
        "令牌只显示这一次。",
    ]


def _system(options: dict[str, Any]) -> list[str]:
    user = User.objects.filter(username=options["user"].lower(), is_active=True).first()
    if user is None:
        raise CommandError(f"没有登录名是“{options['user']}”的在用账号。")
    unit = _only(units_of(user.pk, timezone.localdate()), options["unit"])
    row, token = issue_access_token(user, unit, name=options["name"], by=SYSTEM, at=timezone.now())
    return [
        f"{unit.name}：{row.name}，以{user.name}的权限",
        token,
        "请求时放在 Authorization: Bearer 后面。令牌只显示这一次。",
    ]


def _only(units: QuerySet[Unit], wanted: str | None) -> Unit:
    """The unit that is named; without a name the only one there is."""
    found = list(units.filter(_named(wanted)) if wanted else units)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(
            f"没有找到单位“{wanted}”。" if wanted else "还没有可用的单位，请先运行 yizhan init 并授岗。"
        )
    names = "、".join(unit.name for unit in found[:12])
    raise CommandError(f"单位不止一个，请用 --unit 指定：{names}")


def _named(wanted: str) -> Q:
    try:
        return Q(pk=UUID(wanted))
    except ValueError:
        return Q(name=wanted) | Q(short_name=wanted)


def _window(unit: Unit, kind: str, number: int | None) -> Window | None:
    if number is None:
        if kind in AT_A_WINDOW:
            raise CommandError("窗口屏和评价器要写在几号窗口：--window 3。")
        return None
    window = windows_of(unit).filter(number=number).first()
    if window is None:
        raise CommandError(f"{unit.name}没有 {number} 号窗口。")
    return window
