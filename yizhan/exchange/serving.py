"""The library's API bent to the house: a door on every operation, a problem for every failure."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from yizhan import __version__
from yizhan.accounts.access import public
from yizhan.exchange import problems
from yizhan.exchange.description import ABOUT, access_told, complete
from yizhan.exchange.doors import CLOSED, access_of
from yizhan.exchange.reading import CarefulParser
from yizhan.exchange.refusals import MethodNotOffered, NoSuchAddress

type View = Callable[..., HttpResponseBase]


class ReadableJSON(JSONRenderer):
    """Chinese as Chinese, so that a log can be read."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "allow_nan": False}


class HallAPI(NinjaAPI):
    """The one API of the program."""

    def __init__(self) -> None:
        super().__init__(
            title="一站 Yizhan：便民服务中心接口",
            version=__version__,
            description=ABOUT,
            openapi_url="/openapi.json",
            docs_url=None,  # its page brings scripts of its own, which the content security policy refuses
            urls_namespace="exchange",
            auth=CLOSED,
            renderer=ReadableJSON(),
            parser=CarefulParser(),
        )
        problems.tell_all(self)
        self._described: dict[str | None, OpenAPISchema] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Short and stable: the topic and the function."""
        topic = operation.view_func.__module__.rpartition(".")[2]
        return f"{topic}_{operation.view_func.__name__}"

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, with who may come in and how each operation fails; made once, it never changes."""
        if path_prefix in self._described:
            return self._described[path_prefix]
        for operation in self.operations():
            told = access_told(access_of(operation))
            operation.openapi_extra = (operation.openapi_extra or {}) | told
        description = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        complete(description)
        self._described[path_prefix] = description
        return description

    def operations(self) -> Iterator[Operation]:
        """Every operation."""
        for router in self._get_bound_routers():
            for address in router.path_operations.values():
                yield from address.operations

    def addresses(self) -> list[URLPattern]:
        """Every address once; each of its views carries the operations behind it (`operations`)."""
        described, *patterns, root = [each for each in self.urls[0] if isinstance(each, URLPattern)]
        described.callback = public(csrf_exempt(_in_our_words(require_GET(described.callback))))
        root.callback = public(csrf_exempt(no_such_address))
        behind = [
            (address.operations, operation)
            for router in self._get_bound_routers()
            for address in router.path_operations.values()
            for operation in address.operations
        ]
        found = [described, root]
        for pattern, (operations, operation) in zip(patterns, behind, strict=True):
            if operation is operations[0]:  # the library yields an address once for each of its methods
                pattern.callback = _in_our_words(pattern.callback)
                pattern.callback.operations = operations  # type: ignore[attr-defined]
                found.append(pattern)
        return found


def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Everything that no operation answers to."""
    return problems.answer(request, NoSuchAddress())


def _in_our_words(view: View) -> View:
    """A method that the address does not offer is told as a problem, too."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")  # some answers show a token, once
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        offered = sorted(response.headers["Allow"].split(", "))
        told = problems.answer(request, MethodNotOffered(method=request.method, offered="、".join(offered)))
        told.headers["Allow"] = ", ".join(offered)
        return told

    return answered
