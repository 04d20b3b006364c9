"""What keeps somebody from using a page, found by axe: only what is wrong comes back."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """async (options) => {
  const { violations } = await axe.run({ ...options, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}"""


def barriers(page: Page, **rules: bool) -> list[str]:
    """The rule and the place of each barrier (WCAG 2.2 AA); `rules` switches single ones on or off."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    switched = {name.replace("_", "-"): {"enabled": is_on} for name, is_on in rules.items()}
    found: list[str] = page.evaluate(FOUND, {"runOnly": {"type": "tag", "values": TAGS}, "rules": switched})
    return found
