"""The sentence that attending leaves in a person's list of what they can do."""

from datetime import date

from app.core import i18n
from app.workshops.papers.words import day, words_in


def evidence(title: str, first: date | None) -> str:
    """That the person took part, and the first day they were there; nothing for no day."""
    if first is None:
        return ""
    spoken = i18n.language(i18n.MAIN)
    return words_in(spoken.code, "evidence")[0].format(title=title, day=day(first)(spoken))
