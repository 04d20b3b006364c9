"""Rules for every test run: private data, databases chosen by mark, no silent skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytest_plugins = ["yizhan.testing.fixtures"]
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@pytest.fixture(scope="session", autouse=True)
def private_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whatever a test writes goes to its own folder: never to a hall's data, never to another run's."""
    folder = tmp_path_factory.mktemp("hall")
    settings.DATA_DIR = folder
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    private_data_dir: Path,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """SQLite tests use a file in the private folder, so that two runs at once do not share one.

    A file and not memory: tests with several processes and threads must meet the real locks.
    Only fsync is off: no test pulls the plug.
    """
    if connection.vendor != "sqlite":
        return
    database = connection.settings_dict
    database["TEST"]["NAME"] = str(private_data_dir / "test.sqlite3")
    options = database["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test of one database says why, and is skipped on the other before anything is set up for it."""
    for mark, vendor in (("sqlite_only", "sqlite"), ("postgres_only", "postgresql")):
        found = item.get_closest_marker(mark)
        if found is None:
            continue
        reason = found.kwargs.get("reason")
        if not reason:
            pytest.fail(f"@pytest.mark.{mark}(reason=…) must say why", pytrace=False)
        if connection.vendor != vendor:
            pytest.skip(f"{vendor} only: {reason}")


def _skipped(config: pytest.Config) -> int:
    """How many tests were skipped; nothing is known inside an xdist worker, its controller counts."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: there everything that a test needs is installed."""
    if CI and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why the run fails although no test did."""
    if CI and (skipped := _skipped(config)):
        terminalreporter.write_line(f"CI: {skipped} skipped, and a skip fails the run.", red=True, bold=True)
