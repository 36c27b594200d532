"""Two papers with a code that anybody can verify: the certificate of participation of a series, and the
declaration of presence in a session or a visit.

Neither certifies a qualification: those come from the national system alone.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from app.workshops.papers import letterhead
from app.workshops.papers.letterhead import Letterhead
from app.workshops.papers.words import Both, Speaker, day, duration, plain


@dataclass(frozen=True, slots=True)
class Statement:
    """What one paper says. `kind`: participation or presence; `starts`, `ends`, `place` of a presence alone.

    `competences` are names by language; `address` is where the paper is verified, `scanned` the same with the
    code, for a camera.
    """

    kind: str
    language: str
    name: str
    title: str
    organisation: str
    first_on: date
    last_on: date
    minutes: int
    minutes_held: int
    issued_on: date
    code: str
    address: str
    scanned: str
    place: str = ""
    starts: time | None = None
    ends: time | None = None
    competences: tuple[tuple[str, str], ...] = ()
    """Pairs of the name in the person's language and in Portuguese."""


def render(head: Letterhead, statements: Sequence[Statement]) -> bytes:
    """One page each, in one PDF."""
    codes = {each.scanned: letterhead.qr(each.scanned) for each in statements}
    data = {"papers": [_data(each, head.place) for each in statements], "codes": codes}
    return letterhead.render("certificate.typ", head, data)


def _data(said: Statement, municipality: str) -> dict[str, Any]:
    speaker = Speaker.of("pt", said.language)
    titles = speaker.say(f"{said.kind}_title")
    return {
        "document": plain(titles),
        "titles": _all(titles),
        "opening": _all(speaker.say(f"{said.kind}_opening")),
        "verb": _all(speaker.say(f"{said.kind}_verb")),
        "name": said.name,
        "subject": said.title,
        "visit": _all(speaker.say("visit")) if not said.title else [],
        "facts": [{"label": _all(label), "value": _all(value)} for label, value in _facts(said, speaker)],
        "competences_label": _all(speaker.say("competences")),
        "competences": [
            list(dict.fromkeys((own, portuguese) if len(speaker.columns) > 1 else (portuguese,)))
            for own, portuguese in said.competences
        ],
        "signed": _all(speaker.say("signed", place=municipality, day=day(said.issued_on))),
        "signature": _all(speaker.say("signature")),
        "verify": _all(speaker.say("verify")),
        "verify_how": _all(speaker.say("verify_how", address=said.address)),
        "code": said.code,
        "scanned": said.scanned,
    }


def _facts(said: Statement, speaker: Speaker) -> list[tuple[Both, Both]]:
    facts = [(speaker.say("held_by"), speaker.each(lambda _: said.organisation))] if said.organisation else []
    facts.append((speaker.say("dates" if said.last_on != said.first_on else "date"), _when(said, speaker)))
    if said.starts and said.ends:
        hours = {"starts": f"{said.starts:%H:%M}", "ends": f"{said.ends:%H:%M}"}
        facts.append((speaker.say("time"), speaker.say("from_to", **hours)))
    if said.place:
        facts.append((speaker.say("place"), speaker.each(lambda _: said.place)))
    attended = "attended" if said.kind == "participation" else "present_for"
    facts.append((speaker.say(attended), speaker.each(duration(said.minutes))))
    if said.kind == "participation":
        facts.append((speaker.say("held"), speaker.each(duration(said.minutes_held))))
    return facts


def _when(said: Statement, speaker: Speaker) -> Both:
    if said.first_on == said.last_on:
        return speaker.each(day(said.first_on))
    return speaker.say("between", first=day(said.first_on), last=day(said.last_on))


def _all(words: Both) -> list[dict[str, str]]:
    return [asdict(each) for each in words]
