"""A link on paper: what is asked, the code for a telephone, the address to type."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.core import i18n
from app.core.i18n import speaking
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Said, Speaker, day, plain
from app.core.texts import Text
from app.core.vocabulary import read_words
from app.network.desk import on_paper
from app.network.links.errands import errand_of
from app.network.links.models import PartnerLink
from app.network.links.tokens import to_type
from app.network.models import Municipality

TEMPLATE, WORDS = Path(__file__).with_name("sheet.typ"), Path(__file__).with_name("words.toml")


def on_sheet(link: PartnerLink, municipality: Municipality, address: str) -> Paper:
    """The paper; its fixed words in Portuguese beside the language of the link."""
    speaker = Speaker(link.language, i18n.MAIN, words=read_words(WORDS))
    with speaking(link.language) as spoken:
        message = errand_of(link).letter(link)
    until = link.expires_at.astimezone(ZoneInfo(municipality.zone)).date()
    data: dict[str, Any] = {
        "title": Said.of(Text(message.subject, spoken.code)),
        "recipient": speaker.say("for_whom", name=link.recipient),
        "paragraphs": [Said.of(Text(each, spoken.code)) for each in message.paragraphs],
        "how": speaker.say("how"),
        "until": speaker.say("until", day=day(until)),
        "stray": speaker.say("not_for_you"),
        "alt": plain(speaker.say("code")),
        "address": address,
        "typed": to_type(address),
        "desk": on_paper(municipality, speaker),
    }
    return letterhead.on_paper(TEMPLATE, Letterhead(municipality.name), data, [address])
