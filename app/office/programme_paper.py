"""How the programme works, on paper: the reader's language beside Portuguese."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import clock, i18n
from app.core.papers.letterhead import Letterhead, on_paper
from app.core.papers.paper import Paper
from app.core.papers.speaker import Said, Speaker
from app.core.programme import told
from app.core.texts import Text
from app.network.models import Municipality

TITLE = _("How the programme works")
TEMPLATE = Path(__file__).with_name("programme.typ")


def programme_paper(municipality: Municipality, code: str) -> Paper:
    """In the language of a code, and in Portuguese."""
    languages = Speaker(code, i18n.MAIN).columns
    columns = [_column(municipality, each.code) for each in languages]
    titles = [Said.of(Text(i18n.text_in(each.code, TITLE), each.code)) for each in languages]
    data = {"titles": [asdict(each) for each in titles], "columns": columns}
    return on_paper(TEMPLATE, Letterhead(municipality.name), data)


def _column(municipality: Municipality, code: str) -> dict[str, Any]:
    with i18n.speaking(code) as spoken:
        sections = told(municipality.id, clock.today(municipality.zone), spoken)
    return {"lang": spoken.tag, "dir": spoken.direction, "sections": [asdict(each) for each in sections]}
