"""Two papers with a code that anybody can verify: the certificate of participation of a series, and the
declaration of presence in a session or a visit.

Neither certifies a qualification: those come from the national system alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Both, Speaker, day, duration, plain
from app.core.vocabulary import read_words
from app.workshops.papers.models import Certificate, CertificateKind

WORDS = Path(__file__).with_name("words.toml")


def on_paper(head: Letterhead, papers: Sequence[Mapping[str, Any]]) -> Paper:
    """One page each, in one PDF; what `data_of` says of each."""
    template = Path(__file__).with_name("certificate.typ")
    return letterhead.on_paper(template, head, {"papers": papers}, [each["scanned"] for each in papers])


def data_of(
    paper: Certificate,
    *,
    code: str,
    verify_at: str,
    municipality: str,
    issued_on: date,
    name: str,
    host: str = "",
    place: str = "",
    competences: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """What one paper says.

    `name` is how it writes the person's; `code` in groups; `verify_at` the public page; `host` of a series;
    `place` of a presence alone; `competences` pairs of the name in the person's language and in Portuguese.
    """
    speaker = Speaker("pt", paper.language, words=read_words(WORDS))
    titles = speaker.say(f"{paper.kind}_title")
    both = len(speaker.columns) > 1
    return {
        "document": plain(titles),
        "titles": titles,
        "opening": speaker.say(f"{paper.kind}_opening"),
        "verb": speaker.say(f"{paper.kind}_verb"),
        "name": name,
        "subject": paper.title,
        "visit": speaker.say("visit") if not paper.title else [],
        "facts": [{"label": label, "value": value} for label, value in _facts(paper, host, place, speaker)],
        "competences_label": speaker.say("competences"),
        "competences": [list(dict.fromkeys(names if both else names[1:])) for names in competences],
        "signed": speaker.say("signed", place=municipality, day=day(issued_on)),
        "signature": speaker.say("signature"),
        "verify": speaker.say("verify"),
        "verify_how": speaker.say("verify_how", address=verify_at),
        "code": code,
        "scanned": f"{verify_at}?code={code.replace('-', '')}",
    }


def _facts(paper: Certificate, host: str, place: str, speaker: Speaker) -> list[tuple[Both, Both]]:
    is_series = paper.kind == CertificateKind.PARTICIPATION
    facts = [(speaker.say("held_by"), speaker.each(lambda _: host))] if host else []
    facts.append((speaker.say("dates" if paper.last_on != paper.first_on else "date"), _when(paper, speaker)))
    if paper.starts and paper.ends:
        hours = {"starts": f"{paper.starts:%H:%M}", "ends": f"{paper.ends:%H:%M}"}
        facts.append((speaker.say("time"), speaker.say("from_to", **hours)))
    if place:
        facts.append((speaker.say("place"), speaker.each(lambda _: place)))
    attended = "attended" if is_series else "present_for"
    facts.append((speaker.say(attended), speaker.each(duration(paper.minutes))))
    if is_series:
        facts.append((speaker.say("held"), speaker.each(duration(paper.minutes_held))))
    return facts


def _when(paper: Certificate, speaker: Speaker) -> Both:
    if paper.first_on == paper.last_on:
        return speaker.each(day(paper.first_on))
    return speaker.say("between", first=day(paper.first_on), last=day(paper.last_on))
