"""Sealed columns: sealed in the database, opened by the program, and readable throughout a change of keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.conf import settings
from django.db import connection, models

from yizhan.lib import keyring as keys
from yizhan.lib.keyring import KEY_FILE, CannotBeOpened, new_keyring, write_keyring
from yizhan.rows import sealed
from yizhan.rows.sealed import SealedJSONField, SealedTextField, blind_index, keyring, open_sealed


class Draft(models.Model):
    """A table of the tests alone; no migration makes it."""

    words = SealedTextField(blank=True)
    content = SealedJSONField(blank=True)

    class Meta:
        app_label = "journal"
        apps = Apps()  # unknown to the program: it has no table

    def __str__(self) -> str:
        return "draft"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(settings, "DATA_KEYS", "")
    return tmp_path


def stored(field: models.Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


@pytest.mark.parametrize("value", ["张三", "", "a\nb"])
def test_a_text_is_sealed_on_its_way_in_and_opened_on_its_way_out(folder: Path, value: str) -> None:
    field = Draft._meta.get_field("words")
    assert isinstance(field, SealedTextField)
    told = stored(field, value)
    assert value == "" or value not in told
    assert field.from_db_value(told, None, None) == value
    assert stored(field, None) is None


@pytest.mark.parametrize("value", [{"name": "张三", "n": [1, None]}, [], {}, "text"])
def test_a_structure_comes_back_as_it_was(folder: Path, value: Any) -> None:
    field = Draft._meta.get_field("content")
    assert isinstance(field, SealedJSONField)
    assert field.from_db_value(stored(field, value), None, None) == value


@pytest.mark.parametrize("lookup", ["exact", "contains", "in", "startswith"])
def test_a_sealed_column_is_not_searched(folder: Path, lookup: str) -> None:
    with pytest.raises(TypeError, match="search by a blind index"):
        Draft._default_manager.filter(**{f"words__{lookup}": ["a"] if lookup == "in" else "a"})
    assert SealedTextField().get_lookup("isnull") is not None


def test_a_new_key_is_noticed_by_a_running_program(folder: Path) -> None:
    old = stored(Draft._meta.get_field("words"), "张三")
    write_keyring(keyring().rotated(), folder)
    assert keyring().current == "k2"
    new = stored(Draft._meta.get_field("words"), "张三")
    assert keyring().key_of(new) == "k2"
    for told in (old, new):
        assert open_sealed(told, "journal.draft.words") == "张三"


def test_a_key_dropped_in_between_still_opens_what_was_read_before(folder: Path) -> None:
    """The row was fetched, then the rotation ended and dropped its key, then the column is opened."""
    fetched = stored(Draft._meta.get_field("words"), "张三")
    rotated = keyring().rotated()
    write_keyring(rotated, folder)
    write_keyring(rotated.without_old(), folder)
    assert open_sealed(fetched, "journal.draft.words") == "张三"
    assert set(sealed.keys_as_stored().keys) == {"k2"}


def test_what_cannot_be_opened_is_tried_once_more_with_the_keys_read_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that tells changes late: the stamp looks the same, the keys are new."""
    keyring()
    rotated = keyring().rotated()
    same = sealed._source()
    write_keyring(rotated, folder)
    monkeypatch.setattr(sealed, "_source", lambda: same)
    assert keyring().current == "k1"
    assert open_sealed(rotated.seal_text("张三", purpose="p"), "p") == "张三"
    with pytest.raises(CannotBeOpened):
        open_sealed(new_keyring().seal_text("张三", purpose="p"), "p")


def test_keys_that_vanish_under_a_running_program_are_not_made_anew(folder: Path) -> None:
    told = stored(Draft._meta.get_field("words"), "张三")
    (folder / KEY_FILE).unlink()
    assert open_sealed(told, "journal.draft.words") == "张三"
    stored(Draft._meta.get_field("words"), "李四")
    assert not (folder / KEY_FILE).exists()


def test_the_keys_are_read_once_and_not_for_every_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring(), keyring()
    monkeypatch.setattr(sealed, "read_keyring", None)
    monkeypatch.setattr(keys, "read_keyring", None)
    assert blind_index("1", "p") == blind_index("1", "p")


def test_the_environment_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_file = keyring()
    ring = new_keyring().rotated()
    monkeypatch.setattr(settings, "DATA_KEYS", ring.written())
    assert keyring() == ring
    monkeypatch.setattr(settings, "DATA_KEYS", "")
    assert keyring() == of_file


def test_two_folders_do_not_lend_each_other_keys(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keyring()
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path_factory.mktemp("other"))
    assert keyring().keys != first.keys
