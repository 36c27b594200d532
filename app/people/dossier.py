"""What a person gets of their record when they ask for their data."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app.core import i18n
from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Raw, Section, Told
from app.core.i18n import Language
from app.core.texts import Text
from app.network.parties.queries import organisation_names
from app.network.queries import parish_name
from app.people.facts import words
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.groups import GROUP, NOT_SAID
from app.people.identifiers.models import NationalIdentifier
from app.people.models import Consent, Merge, Participant, SupportTeamMember
from app.people.purposes import Wording, purposes

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def record(person: Participant) -> Section:
    """The record itself; what was done to a record that is part of it by now was done to it."""
    values = {
        "name": person.name,
        "name_on_papers": person.name_on_papers,
        "birth_year": person.birth_year,
        "language": tongue(person.language),
        "parish": parish_name(person.parish_id),
        "note": person.note,
        "created_at": person.created_at,
        "created_by": By(person.created_by),
        "last_activity_on": person.last_activity_on,
        "unverified_since": person.unverified_since,
        "verified_at": person.verified_at,
        "verified_by": By(person.verified_by),
        "sealed_at": person.sealed_at,
        "restricted_at": person.restricted_at,
    }
    parts = select(Merge.gone_id).where(Merge.kept_id == person.id, Merge.undone_at.is_(None))
    return Section("record", LEXICON, [values], [person.id, *db.session.scalars(parts)])


def contacts(person: Participant) -> Section:
    """The ways to reach them."""
    rows = [
        {
            "kind": LEXICON.told("contact", each.kind),
            "value": each.value,
            "key": Raw(each.key),
            "created_at": each.created_at,
        }
        for each in person.contact_points
    ]
    return Section("contacts", LEXICON, rows)


def identifiers(person: Participant) -> Section:
    """Their numbers of the state, opened: to whoever they are, nothing is covered. Of one that was removed,
    when and by whom.
    """
    theirs = select(NationalIdentifier).where(NationalIdentifier.participant_id == person.id)
    found = db.session.scalars(theirs.order_by(NationalIdentifier.noted_at, NationalIdentifier.id))
    rows = [
        {
            "kind": LEXICON.told("identifier", each.kind),
            "number": each.number if each.stands else "",
            "noted_at": each.noted_at,
            "noted_by": By(each.noted_by),
            "removed_at": each.removed_at,
            "removed_by": By(each.removed_by),
        }
        for each in found
    ]
    return Section("identifiers", LEXICON, rows)


def facts(person: Participant) -> Section:
    """Everything that was ever noted of them, also what no longer holds and what was wrong."""
    noted = list_facts(person.id)
    rows = [
        {
            "kind": Told(each.kind, _in_words(words.what, each)),
            "key": Raw(each.key),
            "value": Told(each.value, _answer(each)),
            "since": Told(each.since, _known_day(each.since)) if each.since else None,
            "begins_on": Raw(each.begins_on),
            "ends_on": each.ends_on,
            "source": LEXICON.told("source", each.source),
            "noted_at": each.noted_at,
            "noted_by": By(each.noted_by),
            "withdrawn_at": each.withdrawn_at,
            "withdrawn_by": By(each.withdrawn_by),
        }
        for each in noted
    ]
    return Section("facts", LEXICON, rows)


def consents(person: Participant) -> Section:
    """What they agreed to, in the words that they were asked in, withdrawn or not."""
    theirs = select(Consent).where(Consent.participant_id == person.id)
    given = db.session.scalars(theirs.order_by(Consent.given_at, Consent.id)).all()
    names = organisation_names(each.recipient_id for each in given)
    rows = [_consent(each, names[each.recipient_id] if each.recipient_id else "") for each in given]
    return Section("consents", LEXICON, rows)


def team(person: Participant) -> Section:
    """Who works with them."""
    theirs = select(SupportTeamMember).where(SupportTeamMember.participant_id == person.id)
    members = db.session.scalars(theirs.order_by(SupportTeamMember.since, SupportTeamMember.id))
    return Section("team", LEXICON, [{"staff": By(each.staff_id), "since": each.since} for each in members])


def tongue(code: str) -> Told:
    """A language, by its name in each language."""
    return Told(code, lambda spoken: _spoken(spoken, lambda: i18n.language_name(code)))


def _consent(given: Consent, recipient: str) -> dict[str, Cell]:
    def asked(language: str) -> Wording:
        return purposes()[given.purpose].wording(language, given.wording).about(recipient)

    def part(name: str) -> Callable[[Language], Text]:
        return lambda spoken: Text(getattr(asked(spoken.code), name), asked(spoken.code).language)

    return {
        "purpose": Told(given.purpose, part("title")),
        "question": Told(asked(given.language).question, part("question")),
        "what": Told(asked(given.language).what, part("what")),
        "limits": Told(asked(given.language).limits, part("limits")),
        "wording": Raw(given.wording),
        "recipient": recipient,
        "language": tongue(given.language),
        "given_how": LEXICON.told("how", given.given_how),
        "answered_by": given.answered_by,
        "given_at": given.given_at,
        "taken_by": By(given.taken_by),
        "withdrawn_at": given.withdrawn_at,
        "withdrawn_to": By(given.withdrawn_to),
    }


def _answer(fact: Fact) -> Callable[[Language], Text | str]:
    if fact.kind == GROUP and fact.value != NOT_SAID:
        return lambda spoken: LEXICON.name("group", fact.key, spoken.code)
    return _in_words(words.answer, fact)


def _in_words(say: Callable[[Fact], str], fact: Fact) -> Callable[[Language], str]:
    return lambda spoken: _spoken(spoken, lambda: say(fact))


def _known_day(known: str) -> Callable[[Language], str]:
    return lambda spoken: _spoken(spoken, lambda: words.day(known))


def _spoken(language: Language, say: Callable[[], str]) -> str:
    with i18n.speaking(language.code):
        return say()
