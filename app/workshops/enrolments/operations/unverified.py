"""Who gave a name at the kiosk is somebody new, or somebody known: a person in the office decides."""

from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.permission import Permission
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.duplicates import say_not_same
from app.people.operations.unverified import verify
from app.workshops.enrolments.queries.unverified import candidates_for


def confirm_as_new(actor: Actor, *, participant: Participant) -> None:
    """They are new: their record stays as it is, and those who were shown beside it are other people."""
    actor.demand(Permission.ENROLMENT_WRITE, participant.municipality_id)
    for each in candidates_for(actor, participant):
        say_not_same(actor, one=participant, other=each.participant)
    verify(actor, participant=participant)


def recognise(actor: Actor, *, participant: Participant, known: Participant) -> None:
    """They are `known`, who gets their enrolments; the record made at the kiosk becomes part of theirs.

    Raises Conflict where the one was verified before or the other was not.
    """
    actor.demand(Permission.ENROLMENT_WRITE, participant.municipality_id)
    if known.is_unverified:
        raise Conflict
    merge_unverified(actor, gone=participant, kept=known)
