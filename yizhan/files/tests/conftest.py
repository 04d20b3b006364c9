"""Each test of stored files has a data folder of its own, so that it may look at every byte on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> Path:
    """The hall's data folder of this test."""
    settings.DATA_DIR = tmp_path / "hall"
    settings.CLAMD = ""
    return tmp_path / "hall"
