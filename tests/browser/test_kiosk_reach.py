"""Whatever size and aids somebody needs: what can be tapped is within sight, or a tap away."""

import pytest
from playwright.sync_api import ViewportSize, expect

from app.core import i18n
from app.core.application import Autonomus
from tests import turns
from tests.browser.conftest import LANDSCAPE, PORTRAIT, Open
from tests.browser.test_layout import ClientFor, Keep, pages_of, speak_at_the_kiosk, values  # noqa: F401
from tests.cast import Cast
from tests.factories.offers import three_that_fit
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit

TALL: ViewportSize = {"width": 720, "height": 1000}
TEXTS = ("normal", "large", "largest")
AIDS = [(text, lower) for text in TEXTS for lower in (False, True)]
HIDDEN_ANSWERS = """async ([text, lower]) => {
  const frame = () => new Promise(requestAnimationFrame);
  document.documentElement.dataset.text = text;
  document.documentElement.toggleAttribute("data-lower", lower);
  await frame(); await frame();
  const end = document.querySelector(lower ? ".kiosk-head" : ".kiosk-bar").getBoundingClientRect().top;
  return [...document.querySelectorAll("main :is(.choice, .tile, .button-large, .card-ways a)")]
    .filter(each => !each.checkVisibility() || each.getBoundingClientRect().bottom > end + 1)
    .map(each => each.innerText);
}"""
OUT_OF_REACH = """async ([text, lower]) => {
  const frame = () => new Promise(requestAnimationFrame);
  document.documentElement.dataset.text = text;
  document.documentElement.toggleAttribute("data-lower", lower);
  await frame(); await frame();
  const wide = document.documentElement.scrollWidth - innerWidth;
  const end = document.querySelector(lower ? ".kiosk-head" : ".kiosk-bar").getBoundingClientRect().top;
  const below = document.querySelector("[data-below]");
  const all = "main :is(a[href], button, input:not([type=hidden]), select, summary)";
  const hidden = [...document.querySelectorAll(all)]
    .filter(each => each.checkVisibility({checkVisibilityCSS: true}) && !each.closest(".hidden-visually"))
    .filter(each => each.getBoundingClientRect().bottom > end + 1);
  const button = document.querySelector(".kiosk-bar .button:not(.below)");
  const under = lower && document.querySelector(".kiosk-head").getBoundingClientRect().bottom
    > document.querySelector(".kiosk-bar").getBoundingClientRect().top + 2;
  const letters = parseFloat(getComputedStyle(button).fontSize);
  return [hidden.length && below.hidden ? hidden.map(each => each.innerText || each.name).join(" | ") : "",
    wide > 0 ? `${wide}px too wide` : "", under ? "the aids lie under the bar" : "", letters];
}"""
DOORS = """async ([text, lower]) => {
  const frame = () => new Promise(requestAnimationFrame);
  document.documentElement.dataset.text = text;
  document.documentElement.toggleAttribute("data-lower", lower);
  await frame(); await frame();
  scrollTo(0, 0);
  const below = document.querySelector("[data-below]"), edge = lower ? ".kiosk-head" : ".kiosk-bar";
  const box = each => each.getBoundingClientRect();
  const doors = [...document.querySelectorAll(".two-doors .tile")];
  const [keep, erase] = doors.map(box);
  const said = [];
  if (Math.abs(keep.width - erase.width) + Math.abs(keep.height - erase.height) > 2) said.push("not equal");
  const things = [...document.querySelectorAll("main :is(h1, .answer)")].map(box);
  const isBeside = box(document.querySelector(".payoff > :last-child")).top < things.at(-1).bottom;
  if (text !== "normal" && (isBeside || keep.top < things.at(-1).bottom)) said.push("not after the things");
  for (let turns = 0; turns < 9; turns += 1) {
    const end = box(document.querySelector(edge)).top + 1;
    const seen = doors.filter(each => box(each).bottom <= end && box(each).top >= -1);
    if (seen.length === 1) said.push("one door without the other");
    if (seen.length === 2) return [turns, said.join(", ")];
    below.click();
    await frame(); await frame();
  }
  return [9, "the doors are never in sight"];
}"""
MOST_TURNS = 4
PRESS = "button => button.click()"  # Playwright's own tap would turn the page before
GROWN = {"normal": 1.0, "large": 1.15, "largest": 1.25}


def test_whatever_can_be_tapped_is_seen_or_a_button_leads_to_it(
    app: Autonomus,
    cast: Cast,
    values: dict[str, str],  # noqa: F811  the fixture
    client_for: ClientFor,
    open_as: Open,
) -> None:
    """On every screen, in every language, size and with every aid; the frame grows with the letters."""
    page = open_as(cast.kiosk, touch=True)
    trouble = []
    begin_visit(cast.kiosk.id, language="pt", saved=True, placed=True)
    pages = pages_of(app, client_for(cast.kiosk), values, "kiosk.")
    sizes = [(size, *aids) for size in (LANDSCAPE, PORTRAIT) for aids in AIDS]
    for language in i18n.offered("kiosk"):
        speak_at_the_kiosk(language.code)
        kind = "screens of the kiosk at every aid and size"
        for url in turns.some([urls[0] for urls in pages.values()], 4, kind, language.code):
            page.goto(url)
            normal = 0.0
            for size, text, lower in sizes:
                page.set_viewport_size(size)
                *wrong, letters = page.evaluate(OUT_OF_REACH, [text, lower])
                normal = letters if text == "normal" else normal
                small = "" if letters >= GROWN[text] * normal else f"the bar has {letters} of {normal}"
                where = f"{language.code} {url} {size['width']} {text} {lower}"
                trouble += [f"{where}: {each}" for each in (*wrong, small) if each]
    assert not trouble, "\n".join(trouble)


@pytest.mark.parametrize("size", [LANDSCAPE, TALL], ids=["wide", "tall"])
def test_the_button_below_turns_a_long_page_screen_by_screen(
    cast: Cast, open_as: Open, size: ViewportSize
) -> None:
    """To its end, where nothing lies under the bar or under the button itself."""
    begin_visit(cast.kiosk.id, with_list=True)
    page = open_as(cast.kiosk, touch=True, viewport=size)
    page.goto("/kiosk/review")
    below, last = page.locator("[data-below]"), page.locator("main :is(a, button)").last
    expect(below).to_be_visible()
    for _ in range(20):
        if page.evaluate("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 8"):
            break
        below.evaluate(PRESS)
    bar, box, button = (each.bounding_box() for each in (page.locator(".kiosk-bar"), last, below))
    assert bar
    assert box
    assert button
    assert box["y"] + box["height"] <= min(bar["y"], button["y"])
    below.evaluate(PRESS)
    assert page.evaluate("() => scrollY") == 0


def test_what_fits_comes_first_and_then_both_doors_at_once(cast: Cast, open_as: Open, keep: Keep) -> None:
    """Without a turn of the page at the usual size; else each turn leaves both in sight or neither."""
    with making():
        three_that_fit(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    begin_visit(cast.kiosk.id, with_list=True)
    page = open_as(cast.kiosk, touch=True)
    trouble = []
    for language in i18n.offered("kiosk"):
        speak_at_the_kiosk(language.code)
        page.goto("/kiosk/suggestions")
        for size in (LANDSCAPE, PORTRAIT):
            page.set_viewport_size(size)
            for text, lower in AIDS:
                turns_needed, said = page.evaluate(DOORS, [text, lower])
                if said or turns_needed > (0 if text == "normal" else MOST_TURNS):
                    trouble.append(f"{language.code} {size['width']} {text} {lower}: {turns_needed} {said}")
                keep(page, f"{language.code}-suggestions-{text}{'-lower' if lower else ''}")
    assert not trouble, "\n".join(trouble)


def test_no_answer_lies_under_the_bar(cast: Cast, open_as: Open, keep: Keep) -> None:
    """Whoever reads large letters answers among all answers and ways: what is out of sight is chosen less."""
    inventory = begin_visit(cast.kiosk.id, with_list=True)
    assert inventory is not None
    urls = (
        "/kiosk/contexts/home-family/4",
        "/kiosk/contexts/home-family+work+care/4",
        f"/kiosk/details/{inventory.entries[0].id}",
        "/kiosk/leaving",
    )
    page = open_as(cast.kiosk, touch=True)
    trouble = []
    for language in i18n.offered("kiosk"):
        speak_at_the_kiosk(language.code)
        for url in urls:
            page.goto(url)
            for size in (LANDSCAPE, PORTRAIT):
                page.set_viewport_size(size)
                for text, lower in AIDS:
                    if hidden := page.evaluate(HIDDEN_ANSWERS, [text, lower]):
                        trouble.append(f"{language.code} {url} {size['width']} {text} {lower}: {hidden}")
                    keep(page, f"{language.code}-{url.split('/')[2]}-{text}{'-lower' if lower else ''}")
    assert not trouble, "\n".join(trouble)
