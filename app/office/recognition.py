"""The question "who is it?": what was typed, who it could be, what was decided.

The registrar sees the people it could be before anybody is registered, and decides; when nobody is like
them, the first press of the button is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from flask import Response, request, url_for

from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.http import see_other
from app.core.unit_of_work import writes
from app.network.queries import list_parish_choices
from app.office.forms import WhoForm
from app.people.models import Participant
from app.people.operations.contacts import register
from app.people.queries import Candidate, find_candidates, get_known
from app.people.sealing import ReasonNeeded
from app.people.wording import CANDIDATE_REASONS

NEW = "new"


@dataclass(slots=True)
class Who:
    """One asking: where, the form, the people it could be, and the answer where there is one."""

    actor: Actor
    municipality_id: UUID
    form: WhoForm
    candidates: Sequence[Candidate] = ()
    known: UUID | None = None
    is_decided: bool = False

    @classmethod
    def asked(cls, actor: Actor, *, municipality_id: UUID, language: str) -> Self:
        """What the request says, or where it says nothing yet an empty form that proposes a language."""
        return cls._sent(actor, municipality_id) if writes() else cls._blank(actor, municipality_id, language)

    @classmethod
    def _blank(cls, actor: Actor, where: UUID, language: str) -> Self:
        """Nothing was asked yet; the language of the list is proposed.

        Whoever comes back from saying why a protected person is opened finds that person proposed.
        """
        form = WhoForm(formdata=None, language=language, municipality_id=str(where))
        form.offer(list_parish_choices(where))
        opened = _uuid(request.args.get("opened", ""))
        if opened is None:
            return cls(actor, where, form)
        person = get_known(actor, opened)
        form.name.data, form.born.data = person.name, str(person.birth_year or "")
        found = find_candidates(actor, name=person.name, municipality_id=where)
        return cls(actor, where, form, candidates=found)

    @classmethod
    def _sent(cls, actor: Actor, where: UUID) -> Self:
        """What the request says: a known person, "it is somebody new", or just their name.

        Raises Conflict for a form that was drawn in another municipality.
        """
        form = WhoForm()
        if form.municipality_id.data != str(where):
            raise Conflict
        form.offer(list_parish_choices(where))
        if not form.validate():
            return cls(actor, where, form)
        if known := _uuid(request.form.get("participant_id", "")):
            return cls(actor, where, form, known=known, is_decided=True)
        if request.form.get("decision") == NEW:
            return cls(actor, where, form, is_decided=True)
        found = find_candidates(
            actor,
            name=form.name.data,
            born=form.born.known,
            phone=form.phone.data,
            municipality_id=where,
        )
        return cls(actor, where, form, candidates=found, is_decided=not found)

    @property
    def context(self) -> dict[str, Any]:
        """What office/_who.html draws."""
        return {
            "form": self.form,
            "candidates": self.candidates,
            "parishes": {str(choice.value): choice.label for choice in self.form.parish_id.choices},
            "reasons": CANDIDATE_REASONS,
        }

    def participant(self) -> Participant:
        """The person decided on, registered now when they are new."""
        if self.known:
            return get_known(self.actor, self.known)
        values = self.form.values
        return register(
            self.actor, participant_id=self.form.new_id, municipality_id=self.municipality_id, **values
        )


def ask_reason(needed: ReasonNeeded, endpoint: str, **values: Any) -> Response:
    """On to the question why a protected person is opened, and from there back to the page of `endpoint`."""
    back = url_for(endpoint, **values, opened=needed.participant_id)
    return see_other("people.open_record", participant_id=needed.participant_id, next=back)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
