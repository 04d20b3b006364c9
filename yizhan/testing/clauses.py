"""Which tests prove which clause of the guideline: read from the marks, written to docs/clauses.md.

`python -m yizhan.testing.clauses` renews the page. The source is read, not run, so that a test that cannot
be imported on this machine still counts where it stands.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "clauses.md"
FOLDERS = ("tests", "yizhan")

CLAUSES: dict[str, str] = {
    "1.1": "wide admission, quick, strict, convenient, open; satisfaction",
    "2.1": "district guides, town runs, community runs its station; each sees its own and its children",
    "2.2": "names of centres and stations",
    "2.3": "posts, all trained before duty, employment decides posts",
    "3.1": "site: central, reachable, low floor",
    "3.2": "area fits the work; new or extended halls at least 200 m²",
    "3.3": "one visual identity",
    "3.4": "zones; enquiries answered and recorded",
    "3.5": "fire equipment",
    "4.1": "all items of the town enter the hall",
    "4.2": "comprehensive windows; accept in front, approve behind, one delivery desk",
    "4.3": "online booking, online filing, joint handling up and down",
    "5.1": "opening hours, at least 7 hours a day",
    "5.2": "guide signs and floor plan",
    "5.3": "window signs and boards, hall board, progress board",
    "5.4": "staff badge: name, department, post, photo",
    "5.5": "fire safety signs",
    "6.1": "ticket machine, touch enquiry, boards, suggestion box, rating",
    "6.2": "PC, readers, scanner, rating device",
    "6.3": "on the government network with the unified approval software",
    "6.4": "free copier, water, charging, reading glasses",
    "7.1": "district-wide management rules",
    "7.2a": "首问负责: who was asked first stays responsible",
    "7.2b": "一次性告知: one complete notice",
    "7.2c": "限时办结: limits in working days",
    "7.2d": "AB 岗: a deputy takes over",
    "7.2e": "免费代办: agency without a fee",
    "7.2f": "考核奖惩: appraisal",
    "7.2g": "stations: at least 代办 and 一次性告知",
    "7.3": "guides, flow and results are published",
    "7.4": "complaint channels shown and used",
    "8.1": "fire acceptance before opening",
    "8.2": "safety staff, equipment, checks, hazards",
    "8.3": "emergency plans",
    "A1": "visual identity standard of centres",
    "A2": "visual identity standard of stations",
    "A3": "the 52 items of the town",
    "A4": "the 50 items of the community",
    "A5": "the town's monthly form",
    "A6": "the community's monthly form",
}
"""The clauses of the guideline in its own numbers, each in short, in English."""

INTRODUCTION = """# Clauses and their tests

The numbers are the chapters of 《西安市基层便民服务中心（站）标准化建设指导意见》 and its annexes.
A test that proves a clause, or a part of it, carries its number: `@pytest.mark.clause("6.1")`. This page is
read from those marks by `python -m yizhan.testing.clauses`; a test fails when it is out of date. What is open
of each clause stands in the [README](../README.md#what-works-today).
"""


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """One test that proves a clause."""

    file: str
    line: int
    name: str
    clause: str

    @property
    def sentence(self) -> str:
        """The test's name as the sentence that it is."""
        return self.name.removeprefix("test_").replace("_", " ")


def proofs(root: Path = ROOT) -> list[Proof]:
    """Every marked test, in the order of files and lines."""
    return sorted(
        proof
        for folder in FOLDERS
        for file in (root / folder).rglob("test_*.py")
        for proof in _of_file(file, file.relative_to(root).as_posix())
    )


def unknown(found: list[Proof]) -> list[str]:
    """Marks that name no clause of the guideline: where, and what."""
    return [f"{each.file}:{each.line} {each.clause}" for each in found if each.clause not in CLAUSES]


def page(found: list[Proof]) -> str:
    """The whole page: the table of clauses, then each clause with its tests."""
    by_clause: defaultdict[str, list[Proof]] = defaultdict(list)
    for proof in found:
        by_clause[proof.clause].append(proof)
    rows = [_row(clause, words, len(by_clause[clause])) for clause, words in CLAUSES.items()]
    table = ["| clause | in short | tests |", "|---|---|---|", *rows]
    parts = [_chapter(clause, by_clause[clause]) for clause in CLAUSES if by_clause[clause]]
    return "\n".join([INTRODUCTION, *table, "", *parts])


def _row(clause: str, words: str, count: int) -> str:
    name = f"[{clause}](#clause-{clause.replace('.', '').lower()})" if count else clause
    return f"| {name} | {words} | {count or '–'} |"


def _chapter(clause: str, found: list[Proof]) -> str:
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for proof in found:
        by_file[proof.file].append(proof.sentence)
    lines = [f"## Clause {clause}", "", CLAUSES[clause], ""]
    for file, sentences in by_file.items():
        lines += [f"- [{_event(file)}](../{file})", *(f"  - {each}" for each in sentences)]
    return "\n".join([*lines, ""])


def _event(file: str) -> str:
    """The business event that the file is named after, with its app."""
    path = Path(file)
    app = path.parts[1] if path.parts[0] == "yizhan" else "/".join(path.parts[:-1])
    return f"{app}: {path.stem.removeprefix('test_').replace('_', ' ')}"


def _of_file(file: Path, name: str) -> Iterator[Proof]:
    tree = ast.parse(file.read_text(encoding="utf-8"), name)
    everywhere = [
        clause
        for node in tree.body
        if isinstance(node, ast.Assign) and any(_is_called(target, "pytestmark") for target in node.targets)
        for clause in _clauses_in(node.value)
    ]
    yield from _of_body(tree.body, everywhere, name)


def _of_body(body: list[ast.stmt], around: list[str], file: str) -> Iterator[Proof]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        own = [clause for decorator in node.decorator_list for clause in _clauses_in(decorator)]
        clauses = list(dict.fromkeys([*around, *own]))
        if isinstance(node, ast.ClassDef):
            yield from _of_body(node.body, clauses, file)
        elif node.name.startswith("test_"):
            for clause in clauses:
                yield Proof(file, node.lineno, node.name, clause)


def _clauses_in(marked: ast.expr) -> list[str]:
    """The ids in every `pytest.mark.clause(…)` of an expression, also inside a `pytest.param`."""
    return [
        argument.value
        for call in ast.walk(marked)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "clause"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def _is_called(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def main() -> None:
    """Renew docs/clauses.md. A mark that names no clause stops it."""
    found = proofs()
    if wrong := unknown(found):
        sys.exit("No such clause in the guideline:\n" + "\n".join(wrong))
    PAGE.write_text(page(found), encoding="utf-8")
    proven = len({proof.clause for proof in found})
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {len(found)} proofs of {proven} clauses\n")


if __name__ == "__main__":
    main()
