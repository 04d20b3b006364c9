"""The press: files and a template in; a PDF, pictures or a Word file out. It knows no Django and no database.

The program's own templates are drawn in the same process. What a unit uploaded is drawn by this file as a
process of its own (`python -I press.py`): a job on standard input, the result on standard output, some
seconds, a share of memory, no files but those of the job, no network.
"""

from __future__ import annotations

import base64
import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import typst
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

PDF, PICTURE, WORD = "pdf", "picture", "word"
ARCHIVAL = "a-2b"
SECONDS, MEMORY, LARGEST_RESULT = 20, 3 * 1024**3, 40 * 1024**2
PICTURE_DENSITY = 110.0
LONGEST_COMPLAINT = 400
PICTURE_WIDTHS = {"qr": 15, "barcode": 46}  # mm


class CannotPress(Exception):
    """The template does not make a paper of this content; says what the press said."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to make (`pdf`, `picture`, `word`), of which files, with which fonts.

    Typst: `files` by name, begun at `main.typ`. Word: `template.docx` and its `values`; pictures for it
    (`qr.png`, `barcode.png`) are files too.
    """

    make: str
    files: Mapping[str, bytes]
    font_folders: Sequence[str] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    instant: int = 0
    density: float = PICTURE_DENSITY


def press(job: Job) -> list[bytes]:
    """Make it: one PDF, one Word file, or a picture for each sheet. Raises CannotPress."""
    return [_word(job)] if job.make == WORD else _typst(job)


@cache
def typefaces(folders: tuple[str, ...]) -> typst.Fonts:
    """The fonts of the folders and of the machine, read once."""
    found = [folder for folder in folders if Path(folder).is_dir()]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=found)


def _typst(job: Job) -> list[bytes]:
    with tempfile.TemporaryDirectory() as nothing:  # the root: an empty folder
        try:
            made = typst.compile(  # type: ignore[call-overload]
                dict(job.files),
                root=nothing,
                font_paths=typefaces(tuple(job.font_folders)),
                format="png" if job.make == PICTURE else "pdf",
                ppi=job.density if job.make == PICTURE else None,
                pdf_standards=ARCHIVAL if job.make == PDF else None,
                package_path=nothing,
                package_cache_path=nothing,
                timestamp=job.instant or None,
            )
        except typst.TypstError as problem:
            raise CannotPress(str(problem.message)) from problem
    return list(made) if isinstance(made, list) else [made]


def _word(job: Job) -> bytes:
    """Fill a .docx. Values are escaped; expressions of the template reach values only, never the program."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template = DocxTemplate(io.BytesIO(job.files["template.docx"]))
        values = dict(job.values)
        for name, width in PICTURE_WIDTHS.items():
            picture = job.files.get(f"{name}.png")
            values[name] = InlineImage(template, io.BytesIO(picture), width=Mm(width)) if picture else ""
        template.render(values, jinja_env=sandbox, autoescape=True)
        for mark in reversed(values.get("marks", ())):
            template.docx.paragraphs[0].insert_paragraph_before(str(mark))
        written = io.BytesIO()
        template.save(written)
    except (
        TemplateError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        IndexError,
    ) as problem:
        raise CannotPress(f"{type(problem).__name__}: {problem}") from problem
    return written.getvalue()


# ---- a process of its own ------------------------------------------------------------------


def packed(job: Job) -> bytes:
    """The job as it is handed over."""
    told = asdict(job)
    told["files"] = {name: base64.b64encode(content).decode() for name, content in job.files.items()}
    return json.dumps(told, default=list).encode()


def unpacked(result: bytes) -> list[bytes]:
    """What the other process made. Raises CannotPress with what it complained of."""
    told = json.loads(result)
    if "problem" in told:
        raise CannotPress(told["problem"])
    return [base64.b64decode(one) for one in told["made"]]


def _main() -> None:
    told = json.loads(sys.stdin.buffer.read())
    told["files"] = {name: base64.b64decode(content) for name, content in told["files"].items()}
    job = Job(**told)
    _lock_in()
    try:
        answer: dict[str, Any] = {"made": [base64.b64encode(one).decode() for one in press(job)]}
    except CannotPress as problem:
        answer = {"problem": str(problem)[:LONGEST_COMPLAINT]}
    sys.stdout.write(json.dumps(answer))


def _lock_in() -> None:
    """Give up network, long runs, much memory and files, whatever the machine lets us give up."""
    import resource

    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    with suppress(
        OSError
    ):  # a container may forbid it; the proxies of the environment lead nowhere all the same
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


if __name__ == "__main__":
    _main()
