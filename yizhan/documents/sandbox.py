"""Runs the press: in this process for the program's own templates, in a locked one for uploaded templates."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from yizhan.documents import press
from yizhan.documents.press import CannotPress, Job
from yizhan.documents.refusals import PressIsBusy

_NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens
_ENVIRONMENT = {"PATH": "", "HTTPS_PROXY": _NOWHERE, "HTTP_PROXY": _NOWHERE, "ALL_PROXY": _NOWHERE}


def pressed(job: Job, *, is_trusted: bool) -> list[bytes]:
    """Make the job. Raises CannotPress; PressIsBusy where an uploaded template takes too long."""
    return press.press(job) if is_trusted else _in_a_locked_process(job)


def _in_a_locked_process(job: Job) -> list[bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            run = subprocess.run(  # noqa: S603 - our own interpreter and our own file
                [sys.executable, "-I", str(Path(press.__file__))],
                input=press.packed(job),
                capture_output=True,
                timeout=press.SECONDS,
                cwd=scratch,
                env=_ENVIRONMENT | {"TMPDIR": scratch},
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise PressIsBusy from problem
    if run.returncode != 0 or len(run.stdout) > press.LARGEST_RESULT:
        raise CannotPress("用的时间或内存太多")
    return press.unpacked(run.stdout)
