"""`yizhan init`: set up a real hall, without any default account."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yizhan.accounts.actions import clean_username
from yizhan.accounts.models import User
from yizhan.lib.env import env_secret
from yizhan.lib.refusal import Refusal
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post
from yizhan.orgs.typed_hours import HoursUnreadable, stretches_typed
from yizhan.web import founding
from yizhan.web.process import start

OPTIONS = {Post.SYSTEM_ADMIN: "admin", Post.SECURITY_ADMIN: "security_admin", Post.AUDIT_ADMIN: "audit_admin"}
PASSWORD = "YIZHAN_ADMIN_PASSWORD"  # noqa: S105 - the name of the variable
USUAL_HOURS = "09:00-12:00 13:00-17:00"
WORKING_WEEK = range(5)
ATTEMPTS = 3
NEXT = """
接下来：
1. 启动程序：yizhan serve
2. 系统管理员登录，换密码，设置等候区、窗口，给工作人员建账号，在“业务设置”里增加取号的业务；
3. 安全管理员登录，给工作人员授岗；负责人登记培训后方可上岗；
4. 给取号机、大屏、评价器发令牌：yizhan token device --kind kiosk --name 大厅取号机"""


class Command(BaseCommand):
    """Load the reference data, found centre and stations, appoint three administrators."""

    help = "建一个真实的大厅（没有任何默认账号） — set up a real hall, without any default account"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Everything that is not given is asked for."""
        parser.add_argument(
            "--town", help="镇街的名称或九位区划代码 — name or code of the town, e.g. 谭家街道"
        )
        parser.add_argument(
            "--scenic-area-of",
            default="",
            metavar="DISTRICT",
            help="--town 是这个区县（开发区）的景区管理局，没有区划代码 — the scenic area's district",
        )
        parser.add_argument(
            "--stations", default="none", help="all、none 或社区（村）代码，逗号隔开 — all, none or codes"
        )
        parser.add_argument(
            "--hours", default=USUAL_HOURS, help=f"星期一至五的开放时间 — Monday to Friday, “{USUAL_HOURS}”"
        )
        for post, option in OPTIONS.items():
            flag = option.replace("_", "-")
            parser.add_argument(f"--{flag}", help=f"{post.label}的登录名 — sign-in name")
            parser.add_argument(f"--{flag}-name", help=f"{post.label}的姓名 — the person's name")
        parser.epilog = f"密码逐个输入两遍，或由 {PASSWORD}_FILE 指定的文件给出（一行，或三人各一行）。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is not done yet; a second run says what is there."""
        if settings.IS_DEMO:
            raise CommandError("这个数据目录里是演示。真实的大厅请用 YIZHAN_DATA_DIR 指定一个空目录。")
        start.check_data_folder(settings.DATA_DIR)
        start.prepare_database()
        centre = founding.centre_there()
        if centre and not founding.posts_missing(centre):
            self.stdout.write("大厅已经建好，这次什么都没有改动：")
            self.stdout.write("\n".join(founding.what_is_there()))
            return
        try:
            self._set_up(centre, options, timezone.now())
        except (Refusal, founding.NotFound) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(NEXT)

    def _set_up(self, centre: Unit | None, options: dict[str, Any], at: datetime) -> None:
        """Ask for everything first, so that a wrong answer leaves nothing half made."""
        week = _week(options["hours"])
        founding.load_everything(at, self._tell)
        if centre is None:
            called = _asked(options["town"], "--town", "镇（街道）名称或九位代码")
            within = options["scenic_area_of"] and founding.district_called(options["scenic_area_of"])
            town = None if within else founding.town_called(called)
            communities = founding.communities_chosen(town, options["stations"]) if town else []
            administrators = self._administrators(list(OPTIONS), options)
            town = town or founding.scenic_area(called, within, at, self._tell)
            centre = founding.found_halls(town, communities, week, at, self._tell)
        else:
            self.stdout.write(f"上次没有建完，接着建：{centre.name}")
            administrators = self._administrators(founding.posts_missing(centre), options)
        for administrator in administrators:
            founding.appoint(administrator, centre, at, self._tell)

    def _administrators(self, posts: list[Post], options: dict[str, Any]) -> list[founding.Administrator]:
        """Three persons: whoever makes accounts neither grants rights nor audits."""
        given = env_secret(PASSWORD).splitlines()
        found: list[founding.Administrator] = []
        for post in posts:
            option = OPTIONS[post]
            flag = f"--{option.replace('_', '-')}"
            username = clean_username(_asked(options[option], flag, f"{post.label}的登录名"))
            if (
                username in {each.username for each in found}
                or User.objects.filter(username=username).exists()
            ):
                raise CommandError(f"登录名“{username}”已经用过了。三个管理员必须是三个人，请另设一个。")
            name = options[f"{option}_name"] or (input(f"{post.label}的姓名：") if _may_ask() else post.label)
            password = _password(given, list(OPTIONS).index(post), User(username=username, name=name))
            found.append(founding.Administrator(post, username, name, password))
        return found

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)


def _week(text: str) -> founding.Week:
    try:
        stretches = stretches_typed(text)
    except HoursUnreadable:
        raise CommandError(f"--hours 要写成“{USUAL_HOURS}”这样。") from None
    return [(weekday, opens, closes) for weekday in WORKING_WEEK for opens, closes in stretches]


def _may_ask() -> bool:
    return sys.stdin.isatty()


def _asked(given: str | None, flag: str, what: str) -> str:
    """The option's value, or the answer of whoever sits before the screen."""
    answer = given or (input(f"{what}：") if _may_ask() else "")
    if not answer.strip():
        raise CommandError(f"没有给出{what}，请用 {flag} 指定。")
    return answer.strip()


def _password(given: list[str], place: int, user: User) -> str:
    """From the file, else typed twice; weak ones are told why and asked again."""
    if given:
        password = given[place] if len(given) > place else given[0]
        if why := _weakness(password, user):
            raise CommandError(f"{PASSWORD} 里给{user.name}的密码不够安全：{why}")
        return password
    if not _may_ask():
        raise CommandError(f"没有密码：请把密码写进一个文件，用 {PASSWORD}_FILE 指定它。")
    for _ in range(ATTEMPTS):
        password = getpass.getpass(f"{user.name}的初始密码（至少 10 位，不显示）：")
        if why := _weakness(password, user):
            sys.stderr.write(f"{why}\n")
        elif getpass.getpass("再输一遍：") == password:
            return password
        else:
            sys.stderr.write("两遍不一样，请重新输入。\n")
    raise CommandError("密码没有设好，请重新运行。")


def _weakness(password: str, user: User) -> str:
    try:
        password_validation.validate_password(password, user)
    except ValidationError as weak:
        return "".join(weak.messages)
    return ""
