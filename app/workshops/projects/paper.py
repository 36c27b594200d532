"""The project sheet ("ficha de projeto"): two or three ways beside each other on one page."""

from pathlib import Path
from typing import Any

from app.core.papers.speaker import Speaker, day, plain
from app.core.vocabulary import read_words
from app.workshops.projects.models import ProjectAlternative, ProjectSheet

TEMPLATE = Path(__file__).with_name("project_sheet.typ")
WORDS = Path(__file__).with_name("words.toml")


def data_of(sheet: ProjectSheet, *, name: str, series: str, language: str) -> dict[str, Any]:
    """What the paper says; `name` empty for somebody whose name stands on no paper."""
    speaker = Speaker(language, "pt", words=read_words(WORDS))
    titles = speaker.say("project_title")
    return {
        "document": plain(titles),
        "titles": titles,
        "lead": speaker.say("project_lead"),
        "name": name,
        "series": series,
        "made_on": speaker.each(day(sheet.created_at.date())),
        "labels": {key: speaker.say(key) for key in ("brings", "takes", "first_step", "chosen")},
        "about": speaker.say("project_about"),
        "ways": [_way(each, speaker, sheet.chosen) for each in sheet.alternatives],
    }


def _way(way: ProjectAlternative, speaker: Speaker, chosen: int | None) -> dict[str, Any]:
    return {
        "kind": speaker.say(way.kind),
        "title": way.title,
        "brings": way.brings,
        "takes": way.takes,
        "first_step": way.first_step,
        "by": speaker.say("first_step_by", day=day(way.first_step_by)) if way.first_step_by else (),
        "is_chosen": way.position == chosen,
    }
