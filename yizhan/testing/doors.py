"""Every address with who may open it, read from the markers; `access_table` writes it, tests prove it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver

from yizhan.accounts.access import Access
from yizhan.devices.states import DeviceKind
from yizhan.orgs.states import Post

OUTSIDE = {
    "/static/…": "样式、脚本、字体、语音，由 whitenoise 直接给出，对谁都一样",
    "/live/stream、/live/poll": "实时流：要签名钥匙（yizhan.live.tickets）；"
    "工作人员和设备的钥匙只有连同登录、设备或令牌才管用，停用、签退、离岗后几秒内断开（yizhan.web.standing）",
}
"""Addresses that are no views of Django."""

SAME_ANSWER = {"boards/hall/called/<uuid:call_id>": "否"}  # “no”, as for a call that never was
"""Addresses that answer the same for another unit's thing as for a thing that never was."""

_PARAMETER = re.compile(r"<(?:[a-z_]+:)?([a-z_]+)>")
_SECRET = frozenset({"token"})
_NO_OBJECT = frozenset({"day", "rest", "year", "name", "key", "format"})
ANY = ("任何方法",)


@dataclass(frozen=True, slots=True)
class Door:
    """One method of one address: its marker, and the act behind it where the API names one."""

    route: str
    methods: tuple[str, ...]
    view: Callable[..., Any]
    access: Access | None
    act: str = ""
    kwargs: tuple[tuple[str, Any], ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """What the address names."""
        return tuple(_PARAMETER.findall(self.route))

    @property
    def names_an_object(self) -> bool:
        """Whether the address names something that belongs to a unit."""
        hidden = _SECRET if self.access and self.access.public else frozenset[str]()
        return any(name not in _NO_OBJECT | hidden for name in self.parameters)

    @property
    def is_api(self) -> bool:
        """Whether programs come in here."""
        return self.route.startswith("api/")

    def __str__(self) -> str:
        return f"{'/'.join(self.methods)} /{self.route}"


def doors() -> list[Door]:
    """Every door of the program, in the order of the addresses."""
    found = list(_doors(get_resolver().url_patterns, ""))
    return sorted(found, key=lambda door: (door.is_api, door.route, door.methods))


def table() -> str:
    """The whole document."""
    kinds = [kind for kind in DeviceKind if kind != DeviceKind.PRINTER]
    posts = list(Post)
    heads = [
        "方法",
        "地址",
        "公众",
        *(post.label for post in posts),
        *(kind.label for kind in kinds),
        "别的单位",
    ]
    rows = [_row(door, posts, kinds) for door in doors()]
    lines = [ABOUT, _line(heads), _line(["---", "---", *[":-:"] * (len(heads) - 2)]), *map(_line, rows), ""]
    outside = [
        _line(["地址", "说明"]),
        _line(["---", "---"]),
        *(_line([f"`{a}`", b]) for a, b in OUTSIDE.items()),
    ]
    return "\n".join([*lines, "## 不经过 Django 的地址", "", *outside, ""])


ABOUT = """# 谁能打开哪个地址

此表由 `python -m yizhan.testing.access_table > docs/access.md` 从每个视图的标记生成，不要手改。
测试用真实请求逐格核对（`tests/architecture/test_access.py`）；没有标记的地址、与此表不符的标记，测试不通过。

- ● 能打开，空格不能。没登录的转到登录页（接口 401），岗位不对的说明“这一步不归您的岗位办理”（403），
  设备专用的地址 404。
- 公众 ● 不登录也能打开。培训没有合格、已经到期的岗位什么都打不开。
- 别的单位 404：地址里指的东西属于别的单位时，对他来说不存在。区县、镇街能看到自己下面的单位（2.1）。
- 能打开不等于能办：操作本身还按岗位、单位、状态再核一遍，页面和接口得到同一句拒绝理由。
"""


def methods_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """The methods that a view takes, as its `require_…` says; without one it takes any."""
    for layer in _layers(view):
        if inspect.isfunction(layer):
            listed = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
            if listed:
                return tuple(listed)
    return ANY


def innermost(view: Callable[..., Any]) -> Callable[..., Any]:
    """The function that was written, without its decorators."""
    return list(_layers(view))[-1]


def _doors(patterns: Iterable[Any], before: str) -> Iterator[Door]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _doors(pattern.url_patterns, route)
            continue
        operations = getattr(pattern.callback, "operations", None)
        if operations is None:
            marked = getattr(pattern.callback, "access", None)
            kwargs = tuple(sorted(pattern.default_args.items()))
            yield Door(route, methods_of(pattern.callback), pattern.callback, marked, kwargs=kwargs)
            continue
        for operation in operations:
            marked = getattr(operation.view_func, "access", None)
            act = str((operation.openapi_extra or {}).get("x-act", ""))
            yield Door(route, tuple(operation.methods), operation.view_func, marked, act)


def _layers(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    layer: Callable[..., Any] | None = view
    while layer is not None:
        yield layer
        layer = getattr(layer, "__wrapped__", None)


def _row(door: Door, posts: Iterable[str], kinds: Iterable[str]) -> list[str]:
    access = door.access or Access()
    everybody = access.public
    staff = [_dot(everybody or access.any_staff or post in access.posts) for post in posts]
    devices = [_dot(everybody or kind in access.devices) for kind in kinds]
    elsewhere = SAME_ANSWER.get(door.route, "404") if door.names_an_object and not everybody else ""
    address = f"`/{door.route}`"
    return ["、".join(door.methods), address, _dot(everybody), *staff, *devices, elsewhere]


def _dot(is_open: bool) -> str:
    return "●" if is_open else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
