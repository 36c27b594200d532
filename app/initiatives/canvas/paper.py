"""The canvas on one page to put on a wall, each question in Portuguese beside another language."""

from pathlib import Path
from typing import Any

from app.core.papers.speaker import Speaker, day, plain
from app.core.vocabulary import read_words
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.questions import QUESTIONS

TEMPLATE = Path(__file__).with_name("canvas.typ")
WORDS = Path(__file__).with_name("words.toml")


def data_of(canvas: Canvas, *, title: str, language: str) -> dict[str, Any]:
    """What the paper says; `language`: beside Portuguese, or that alone."""
    speaker = Speaker("pt", language, words=read_words(WORDS))
    titles = speaker.say("canvas_title")
    written_on = day(canvas.created_at.date())
    return {
        "document": plain(titles),
        "titles": titles,
        "title": title,
        "version": speaker.say("version", number=str(canvas.number), day=written_on),
        "about": speaker.say("about"),
        "boxes": {key: {"question": speaker.say(key), "answer": getattr(canvas, key)} for key in QUESTIONS},
    }
