"""The sentence that attending leaves in a person's list of what they can do."""

from datetime import date

from app.core import i18n
from app.core.papers.speaker import day


def evidence(title: str, first: date | None) -> str:
    """That the person took part, and the first day they were there; nothing for no day. In Portuguese."""
    return f"Participou em «{title}» ({day(first)(i18n.language(i18n.MAIN))})" if first else ""
