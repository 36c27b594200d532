"""axe-core under a strict policy: the browser brings it along, the page never loads it."""

from typing import Any

from playwright.sync_api import Page

from app.core.config import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KIOSK = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
RUN = """async ([tags, rules]) => {
  const only = {runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"],
    selectors: false,  // of what it found, which we show as it stands
    preload: false};  // of styles and media, for rules that have none of these tags
  const why = node => (node.any[0] || node.all[0] || node.none[0] || {}).message;
  const said = node => `${node.html.slice(0, 160)} (${why(node)})`;
  const found = await axe.run(document, only);
  return found.violations.map(each => each.id + ": " + each.nodes.slice(0, 3).map(said).join(" | "));
}"""


def with_axe(page: Page) -> Page:
    """The page, in which axe stands ready wherever it goes: sent once, and not for every look again."""
    page.add_init_script(path=SOURCE)
    return page


def violations(page: Page, *, kiosk: bool = False) -> list[str]:
    """What axe has to say about a page just opened; on the kiosk with contrast of 7:1 and large targets."""
    found: list[Any] = page.evaluate(RUN, [TAGS, KIOSK if kiosk else {}])
    return [str(each) for each in found]
