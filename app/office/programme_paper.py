"""How the programme works, on paper: the reader's language beside Portuguese."""

from dataclasses import asdict
from pathlib import Path

from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.papers.letterhead import Letterhead, on_paper
from app.core.papers.paper import Paper
from app.core.papers.speaker import Said, Speaker
from app.core.texts import Text
from app.network.models import Municipality
from app.office.programme import told

TITLE = _("How the programme works")
TEMPLATE = Path(__file__).with_name("programme.typ")


def programme_paper(municipality: Municipality, code: str) -> Paper:
    """In the language of a code, and in Portuguese."""
    languages = Speaker(code, i18n.MAIN).columns
    columns = [
        {
            "lang": each.tag,
            "dir": each.direction,
            "sections": [asdict(section) for section in told(municipality, each.code)],
        }
        for each in languages
    ]
    titles = [Said.of(Text(i18n.text_in(each.code, TITLE), each.code)) for each in languages]
    data = {"titles": [asdict(each) for each in titles], "columns": columns}
    return on_paper(TEMPLATE, Letterhead(municipality.name), data)
