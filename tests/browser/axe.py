"""axe-core under a strict policy: its source is evaluated from outside, never loaded by the page."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from app.core.config import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KIOSK = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
RUN = """async ([tags, rules]) => {
  const only = {runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"],
    preload: false};  // of styles and media, for rules that have none of these tags
  const why = node => (node.any[0] || node.all[0] || node.none[0] || {}).message;
  const said = node => `${node.html.slice(0, 160)} (${why(node)})`;
  const found = await axe.run(document, only);
  return found.violations.map(each => each.id + ": " + each.nodes.slice(0, 3).map(said).join(" | "));
}"""


@cache
def _source() -> str:
    return SOURCE.read_text("utf-8")


def violations(page: Page, *, kiosk: bool = False) -> list[str]:
    """What axe has to say about a page just opened; on the kiosk with contrast of 7:1 and large targets."""
    page.evaluate(_source() + "; undefined")
    found: list[Any] = page.evaluate(RUN, [TAGS, KIOSK if kiosk else {}])
    return [str(each) for each in found]
