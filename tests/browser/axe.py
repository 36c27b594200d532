"""axe-core under a strict policy: the browser brings it along, the page never loads it."""

from typing import Any

from playwright.sync_api import Page

from app.core.config import ROOT
from tests import turns

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KIOSK = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
SIGN = """
const told = new Set(["class", "dir", "lang", "role", "type"]);
const hasText = each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
const sign = each => [each.tagName, ...[...each.attributes]
  .map(({name, value}) => told.has(name) ? `${name}=${value}` : name).sort(), hasText(each)].join(" ");
// A place is a number of 53 bits (cyrb53) that tells its whole way from the top: written out, a page's
// places are half a megabyte. Of a hundred thousand places two are the same once in two million runs.
const number = (each, above) => {
  const text = sign(each);
  let one = 0xdeadbeef ^ above, two = 0x41c6ce57 ^ above / 4294967296;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ one >>> 16, 2246822507) ^ Math.imul(two ^ two >>> 13, 3266489909);
  two = Math.imul(two ^ two >>> 16, 2246822507) ^ Math.imul(one ^ one >>> 13, 3266489909);
  return 4294967296 * (2097151 & two) + (one >>> 0);
};
"""
PLACES = f"""() => {{
  {SIGN}
  const found = new Set();
  const note = (each, above) => {{
    const place = number(each, above);
    found.add(place);
    for (const child of each.children) note(child, place);
  }};
  note(document.documentElement, 0);
  return [...found];
}}"""
RUN = f"""async ([tags, rules, places]) => {{
  {SIGN}
  const fresh = new Set(places), known = [];
  const isFresh = (each, above) => {{
    const place = number(each, above), isOne = fresh.delete(place);
    const old = [...each.children].filter(child => !isFresh(child, place));
    if (!isOne && old.length === each.children.length) return false;
    known.push(...old);
    return true;
  }};
  if (places) isFresh(document.documentElement, 0);
  const only = {{runOnly: {{type: "tag", values: tags}}, rules, resultTypes: ["violations"],
    selectors: false,  // of what it found, which we show as it stands
    preload: false}};  // of styles and media, for rules that have none of these tags
  const why = node => (node.any[0] || node.all[0] || node.none[0] || {{}}).message;
  const said = node => `${{node.html.slice(0, 160)}} (${{why(node)}})`;
  const found = await axe.run(known.length ? {{exclude: known}} : document, only);
  return found.violations.map(each => each.id + ": " + each.nodes.slice(0, 3).map(said).join(" | "));
}}"""
LEFT_OUT = "elements that axe had seen in the same place"


class Axe:
    """axe at one page after the other, as a browser's tab goes there.

    What stands in the same place of the same structure (elements, attributes, classes, roles, language; with
    words or without) as on a page before is left out: the frame of all pages, the fields of all forms, the
    second row of a list. With `--all` nothing is.
    """

    def __init__(self, page: Page, *, kiosk: bool = False) -> None:
        page.add_init_script(path=SOURCE)  # sent once, and not for every look again
        self.page, self.rules = page, KIOSK if kiosk else {}
        self.seen: set[int] = set()
        self.looked_at: set[str] = set()
        """The addresses where there was something new."""

    def violations(self, url: str = "") -> list[str]:
        """What axe has to say about the page just opened; contrast of 7:1 and large targets at the kiosk."""
        places = set(self.page.evaluate(PLACES))
        fresh = places - self.seen
        self.seen |= places
        if not turns.everything():
            self._count(len(places) - len(fresh), len(places))
            if not fresh:
                return []
        self.looked_at.add(url)
        asked = None if turns.everything() else sorted(fresh)
        found: list[Any] = self.page.evaluate(RUN, [TAGS, self.rules, asked])
        return [str(each) for each in found]

    def _count(self, left: int, among: int) -> None:
        before = turns.LEFT_OUT.get((LEFT_OUT, str(id(self))), (0, 0))
        turns.LEFT_OUT[LEFT_OUT, str(id(self))] = before[0] + left, before[1] + among
