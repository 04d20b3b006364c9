"""Loading the printed lists of the guideline (annexes A3, A4)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yizhan.catalog import actions
from yizhan.catalog.models import ItemLink, Listing, ServiceItem
from yizhan.catalog.reading import FOLDER, BrokenReferenceFile, reference_guides, reference_items
from yizhan.catalog.states import ItemList, ItemStatus, LinkKind
from yizhan.journal.models import INSTALLATION, Entry
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP


@pytest.mark.clause("A3", "A4")
@pytest.mark.parametrize(("level", "rows"), [("township", 52), ("community", 50)])
def test_every_row_stands_exactly_as_printed(level: str, rows: int, lists: None) -> None:
    with (FOLDER / f"items-{level}.csv").open(encoding="utf-8-sig") as file:
        printed = [(int(row["序号"]), row["事项名称"], row["事项类型"]) for row in csv.DictReader(file)]
    listings = Listing.objects.filter(list=level).order_by("number")
    assert list(listings.values_list("number", "printed_name", "printed_type")) == printed
    assert len(printed) == rows


@pytest.mark.clause("A4")
def test_number_13_and_number_5_are_one_item_with_two_numbers(lists: None) -> None:
    listings = Listing.objects.filter(list=ItemList.COMMUNITY)
    assert listings.get(number=13).item == listings.get(number=5).item
    assert ServiceItem.objects.filter(level=ItemList.COMMUNITY).count() == 49
    assert ServiceItem.objects.count() == 101


@pytest.mark.clause("A3", "A4")
def test_items_of_two_levels_are_linked_and_outdated_ones_marked(lists: None) -> None:
    community = Listing.objects.get(list=ItemList.COMMUNITY, number=5).item
    town = Listing.objects.get(list=ItemList.TOWNSHIP, number=31).item
    assert ItemLink.objects.filter(item=community, other=town, kind=LinkKind.SAME_MATTER).exists()
    ended = Listing.objects.get(list=ItemList.TOWNSHIP, number=48).item
    assert ended.status == ItemStatus.STOPPED
    assert ended.note
    assert ended.note_basis


def test_a_second_loading_adds_nothing_and_sets_nothing_back(lists: None) -> None:
    corrected = ServiceItem.objects.filter(short_name="高龄补贴", level=ItemList.TOWNSHIP)
    corrected.update(everyday_words="老人钱")
    before = (ServiceItem.objects.count(), Listing.objects.count(), ItemLink.objects.count())
    loaded = actions.load_reference(by=SYSTEM, at=SET_UP)
    assert (loaded.items, loaded.listings, loaded.links) == (0, 0, 0)
    assert (ServiceItem.objects.count(), Listing.objects.count(), ItemLink.objects.count()) == before
    assert corrected.get().everyday_words == "老人钱"


def test_loading_leaves_one_entry_in_the_journal_of_the_installation(lists: None) -> None:
    entry = Entry.objects.get(act="catalog.reference_loaded")
    assert entry.unit_id == INSTALLATION
    assert entry.facts == {"items": 101, "listings": 102, "links": ItemLink.objects.count()}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("items-attributes.csv", "township,1,", "township,999,"),
        ("items-attributes.csv", "其他类型", "没有的条线"),
        ("items-notes.csv", "doubtful", "perhaps"),
        ("items-links.csv", "same_matter", "friends"),
        ("items-words.csv", "township,2,", "township,1,"),
        ("items-words.csv", "township,2,", "township,2,多一列,"),
    ],
)
def test_a_slip_in_a_file_is_a_loud_error(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = copied(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenReferenceFile):
        reference_items(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('when = "who/agent"', 'when = "who/nobody"'),
        ('need = "required"', 'need = "perhaps"'),
        ("checked_on = 2026-11-01", 'checked_on = "neulich"'),
        ("conditions = [", "konditions = ["),
        ('audience = ["natural_person"]', 'audience = ["cat"]'),
        ("summary = ", "summary "),
    ],
)
def test_a_slip_in_a_guide_is_a_loud_error_that_names_the_file(tmp_path: Path, old: str, new: str) -> None:
    folder = copied(tmp_path)
    guide = folder / "guides" / "elderly-allowance.toml"
    text = guide.read_text(encoding="utf-8")
    assert old in text
    guide.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenReferenceFile, match=r"elderly-allowance\.toml"):
        reference_guides(folder)


@pytest.mark.clause("7.3")
def test_at_least_eight_guides_are_shipped_and_tell_no_promise_of_their_own() -> None:
    guides = reference_guides()
    assert len(guides) >= 8
    for guide in guides:
        assert guide.content.promised is None
        assert guide.content.checked_on
        assert guide.content.basis


def copied(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may spoil."""
    for path in FOLDER.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(FOLDER)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path
