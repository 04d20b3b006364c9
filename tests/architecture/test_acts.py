"""Every act is in the glossary, says who and when, and lives among the actions; every refusal speaks."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter

from tests.architecture.source import ROOT, ActFunction, acts, program
from yizhan.journal.acts import ACTS
from yizhan.lib.refusal import Refusal

WITHOUT_BY = {"rating.left": "the rater is always the unnamed resident, whatever device he used (6.2)"}
KEY_IN_THE_FORM = {"yizhan/feedback/views.py:rate": "RatingForm.answer carries it beside reasons and words"}
SAME_RULE_TWICE = {"not_a_hall"}
"""The same rule, told in the words of two apps."""
OF_THE_FLOOR = re.compile(r"yizhan\.(queueing|feedback)\.actions(\.|$)")
WHERE_PEOPLE_PRESS = re.compile(r"yizhan\.(desk|kiosk|boards|portal|console|feedback|exchange)\.(?!actions)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def test_the_registry_knows_every_act_that_is_written() -> None:
    for source in program():
        importlib.import_module(source.module) if ".actions" in source.module else None
    assert {one.act for one in acts()} == set(ACTS)


def test_every_act_says_who_and_when() -> None:
    wrong = [
        f"{one.act}: {missing}"
        for one in acts()
        for missing in sorted({"by", "at"} - one.parameters)
        if not (missing == "by" and one.act in WITHOUT_BY)
    ]
    assert not wrong


def test_every_act_tells_its_rule_and_is_named_like_the_others() -> None:
    for one in acts():
        assert ACTS[one.act].endswith((".", ")", "]")), f"{one.act}: no whole sentence"
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", one.act)


def test_every_act_of_the_floor_knows_a_repeated_press() -> None:
    """Each of them can be pressed by somebody or sent by a device twice; none is the program's alone."""
    wrong = [
        f"{one.act}: {missing}"
        for one in _of_the_floor()
        for missing in ({"request_key"} - one.parameters) | ({"answer_repeated()"} - _called_in(one.node))
    ]
    assert not wrong


def test_every_screen_and_operation_hands_the_key_on() -> None:
    keyed = {one.node.name for one in _of_the_floor()}
    presses = [
        (f"{source.name}:{name}", {keyword.arg for keyword in node.keywords})
        for source in program()
        if WHERE_PEOPLE_PRESS.match(source.module)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func).rpartition(".")[2]) in keyed
    ]
    acting = [(place, told) for place, told in presses if "at" in told]
    assert {place.partition(":")[2] for place, _ in acting} == keyed
    assert not {place for place, told in acting if "request_key" not in told} - set(KEY_IN_THE_FORM)


def test_every_form_of_the_floor_carries_a_key() -> None:
    forms = [
        (f"{path.name}:{text.count(chr(10), 0, found.start()) + 1}", found[0])
        for app in ("desk", "feedback")
        for path in sorted((ROOT / "yizhan" / app / "templates").rglob("*.html"))
        for text in [path.read_text(encoding="utf-8")]
        for found in re.finditer(r"<form\b.*?</form>", text, re.DOTALL)
        if 'method="post"' in found[0].partition("{% csrf_token %}")[0]
    ]
    assert len(forms) > 25
    assert not [place for place, form in forms if "{% request_key %}" not in form]


def test_acts_live_among_the_actions() -> None:
    wrong = [one.act for one in acts() if not re.match(r"yizhan\.[a-z]+\.actions(\.|$)", one.source.module)]
    assert not wrong


def test_views_tasks_and_commands_write_nothing() -> None:
    """What changes the hall's business is an act; a view that writes would leave no entry."""
    writing = re.compile(r"\.(create|bulk_create|update_or_create|get_or_create|save|delete)\(")
    allowed = ("request.session", "router.delete")
    wrong = [
        f"{source.name}:{number}"
        for source in program()
        if re.search(r"\.(views|api|tasks|management)(\.|$)", source.module)
        for number, line in enumerate(source.text.splitlines(), start=1)
        if writing.search(line) and not any(word in line for word in allowed)
    ]
    assert not wrong


def test_every_refusal_says_what_is_the_matter_and_what_to_do() -> None:
    for source in program():
        if source.module.endswith(("refusals", "text", "refusal")) or "Refusal)" in source.text:
            importlib.import_module(source.module)
    wrong = []
    for refusal in _all(Refusal):
        told = PLACEHOLDER.sub("", refusal.sentence)
        if not (CHINESE.search(told) or refusal.sentence != told):
            wrong.append(f"{refusal.__name__}: no Chinese sentence")
        if not all(CHINESE.search(step) and step.endswith("。") for step in _next_steps(refusal)):
            wrong.append(f"{refusal.__name__}: no next step that ends with 。")
        if refusal.status not in {400, 401, 403, 404, 405, 409, 413, 415, 422, 500, 503}:
            wrong.append(f"{refusal.__name__}: status {refusal.status}")
    assert not wrong


def test_the_code_of_a_refusal_is_its_own() -> None:
    """Programs decide by the code: two rules of one code could not be told apart."""
    codes = Counter((refusal.code, refusal.sentence) for refusal in _all(Refusal))
    by_code = Counter(code for code, _ in codes)
    shared = {code for code, times in by_code.items() if times > 1} - SAME_RULE_TWICE
    assert not shared


def _of_the_floor() -> list[ActFunction]:
    return [one for one in acts() if OF_THE_FLOOR.match(one.source.module)]


def _called_in(node: ast.FunctionDef) -> set[str]:
    return {f"{ast.unparse(one.func)}()" for one in ast.walk(node) if isinstance(one, ast.Call)}


def _next_steps(refusal: type[Refusal]) -> list[str]:
    """What it says to do; where the act that raises it says it, what is written there."""
    if not (said := re.fullmatch(r"\{([a-z_]+)\}", refusal.next_step)):
        return [refusal.next_step]
    return [
        _end_of(keyword.value)
        for source in program()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == refusal.__name__
        for keyword in node.keywords
        if keyword.arg == said[1]
    ] or [""]


def _end_of(value: ast.expr) -> str:
    """The text of a literal, with its placeholders left out."""
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def _all(root: type[Refusal]) -> list[type[Refusal]]:
    own = [one for one in root.__subclasses__() if one.__module__.startswith("yizhan.")]
    below = [one for one in own if ".tests" not in one.__module__]
    return [root, *(deeper for one in below for deeper in _all(one))]
