"""What a record says in the form in which it was asked: to be registered as it is, or mended by a person."""

from collections.abc import Iterator
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from app.outreach.deliveries.content import Said
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.registrations.forms import RegistrationForm
from app.workshops.planning.models.session import Session

ASKED_THEN = ("-wording", "-recipient")
"""How the names of what somebody agreed to end: to the words of that day, whatever we would ask today."""
MACHINERY = frozenset({"id", "csrf_token"})


def form_of(record: FieldRecord, said: Said, session: Session | None) -> tuple[RegistrationForm, Choices]:
    """The form with what was said, under the record's own id, and what can be chosen in it."""
    offered = find_choices(record.municipality_id, session)
    pairs = [(name, value) for name, value in said.pairs if name not in MACHINERY]
    form = RegistrationForm.of_pairs([("id", str(record.id)), *pairs])
    form.offer(offered)
    return form, offered


def mended(said: Said, typed: MultiDict[str, str], session: Session, record: FieldRecord) -> Said:
    """What somebody sent from the form of a record, with what it does not show: the words that were agreed
    to, and answers that are offered no more.
    """
    agreed = {name: value for name, value in said.pairs if name.endswith(ASKED_THEN) and value}
    sent = [(name, agreed.get(name, value)) for name, value in typed.items(multi=True)]
    _form, offered = form_of(record, said, session)
    return replace(said, pairs=[*sent, *not_offered(said, offered)])


def not_offered(said: Said, offered: Choices) -> Iterator[tuple[str, str]]:
    """What was chosen of what nobody can choose any more."""
    drawn = {
        "competences": {each.key for each in offered.cards},
        "wishes": {str(each.id) for each in offered.series},
    }
    for name, value in said.pairs:
        if name in drawn and value not in drawn[name]:
            yield name, value
