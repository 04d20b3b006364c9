"""openapi.json made complete: who may use an operation, which act it is, and how it fails."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from yizhan.accounts.access import Access
from yizhan.devices.states import DeviceKind
from yizhan.exchange.problems import MEDIA_TYPE, Problem
from yizhan.orgs.states import Post

ABOUT = """便民服务中心（站）的全部业务操作和查询，权限、拒绝理由与屏幕上完全相同。

- 令牌：`Authorization: Bearer …`，由安全管理员发放（`yizhan token`），代表某人在某单位当天的岗位；
  设备用登记时给的令牌。
- 出错一律是 `application/problem+json`：`title` 说发生了什么，`detail` 说下一步怎么做，`code` 给程序判断。
- 列出 `Idempotency-Key` 的操作：同一编号只办一次，重发得到第一次的结果。
- 时间是带时区的 ISO 8601，编号是 UUID。别的单位的内容一律 404。
- `x-act` 是业务日志里的操作名；`x-posts`、`x-devices` 是能用它的岗位和设备，`x-access` 为 public 的不用令牌。
- 实时数据：`GET /api/v1/stream` 给出 `/live/stream` 的地址（server-sent events）。
"""
ALWAYS = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.INTERNAL_SERVER_ERROR)
WITH_A_DOOR = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
WITH_A_BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
OF_ACTS = (HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN)
_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def complete(description: dict[str, Any]) -> None:
    """Add what the library does not know: the one shape in which everything fails."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = description["components"]["schemas"]
    schemas.update(schema.pop("$defs", {}))
    schemas["Problem"] = schema
    for path in description["paths"].values():
        for operation in path.values():
            _add_failures(operation)


def access_told(access: Access) -> dict[str, Any]:
    """Who may use an operation, for programs."""
    if access.public:
        return {"x-access": "public"}
    posts = [post for post in Post.values if access.any_staff or post in access.posts]
    devices = [kind for kind in DeviceKind.values if kind in access.devices]
    return {"x-access": "token", "x-posts": posts, "x-devices": devices}


def _add_failures(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    statuses = [*ALWAYS]
    if operation.get("x-access") != "public":
        statuses += WITH_A_DOOR
    if "requestBody" in operation:
        statuses += WITH_A_BODY
    if "x-act" in operation:
        statuses += OF_ACTS
    for status in sorted(set(statuses)):
        responses.setdefault(status.value, {"description": status.phrase, "content": _PROBLEM})
