"""The project sheet ("ficha de projeto"): two or three ways beside each other on one page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.workshops.papers import letterhead
from app.workshops.papers.letterhead import Letterhead
from app.workshops.papers.words import Both, Speaker, day, plain


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative as it was said, in the person's own words."""

    kind: str
    title: str
    brings: str
    takes: str
    first_step: str
    first_step_by: date | None
    is_chosen: bool


def render(
    head: Letterhead, *, name: str, series: str, made_on: date, language: str, ways: Sequence[Way]
) -> bytes:
    """The sheet as PDF; `name` empty for somebody whose name stands on no paper."""
    speaker = Speaker.of(language, "pt")
    titles = speaker.say("project_title")
    return letterhead.render(
        "project_sheet.typ",
        head,
        {
            "document": plain(titles),
            "titles": _all(titles),
            "lead": _all(speaker.say("project_lead")),
            "name": name,
            "series": series,
            "made_on": _all(speaker.each(day(made_on))),
            "labels": {key: _all(speaker.say(key)) for key in ("brings", "takes", "first_step", "chosen")},
            "about": _all(speaker.say("project_about")),
            "ways": [_way(each, speaker) for each in ways],
        },
    )


def _way(way: Way, speaker: Speaker) -> dict[str, Any]:
    by = speaker.say("first_step_by", day=day(way.first_step_by)) if way.first_step_by else ()
    return {
        "kind": _all(speaker.say(way.kind)),
        "title": way.title,
        "brings": way.brings,
        "takes": way.takes,
        "first_step": way.first_step,
        "by": _all(by),
        "is_chosen": way.is_chosen,
    }


def _all(words: Both) -> list[dict[str, str]]:
    return [asdict(each) for each in words]
