"""Initiatives, with members, needs and backers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.groups.models import Initiative, Kind, Member
from app.initiatives.groups.operations import stages
from app.initiatives.groups.operations.backers import Backing, add_backer
from app.initiatives.groups.operations.initiatives import Plan, create_initiative
from app.initiatives.groups.operations.members import Terms, add_member
from app.initiatives.groups.operations.needs import add_need
from app.people.models import Participant
from app.people.operations.records import create_participant
from app.skills.queries.catalogue import catalogue


def an_initiative(actor: Actor, title: str = "Pequenas reparações e jardins", **values: Any) -> Initiative:
    """An idea for a cooperative of services in the actor's municipality; inside a transaction."""
    given = {
        "kind": Kind.COOPERATIVE_SERVICES.value,
        "summary": "Arranjos em casa e jardins, para quem vive só.",
        "answerable_id": actor.id,
        **values,
    }
    return create_initiative(
        actor,
        initiative_id=new_id(),
        municipality_id=actor.here(),
        plan=Plan(title=title, **given),
    )


def somebody(actor: Actor, name: str) -> Participant:
    return create_participant(
        actor, participant_id=new_id(), municipality_id=actor.here(), name=name, language="pt"
    )


def a_member(
    actor: Actor, initiative: Initiative, who: Participant | str, *, is_invited: bool = False, **terms: Any
) -> Member:
    """Somebody new by name, or a known person."""
    return add_member(
        actor,
        member_id=new_id(),
        initiative=initiative,
        participant=somebody(actor, who) if isinstance(who, str) else who,
        terms=Terms(**terms),
        is_invited=is_invited,
    )


def a_need(actor: Actor, initiative: Initiative, at: int = 0) -> UUID:
    """One of the catalogue's competences, by its number among the cards of a context."""
    known = catalogue()
    card = known.cards(known.contexts[0].key)[at]
    add_need(actor, initiative=initiative, competence_id=card.id)
    return card.id


def brought_to(actor: Actor, initiative: Initiative, stage: str) -> Initiative:
    """Through gate after gate, with whatever is open."""
    while initiative.state != stage:
        stages.pass_gate(actor, initiative=initiative, version=initiative.version, note="Visto em reunião.")
    return initiative


def one_of_each_group(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """One that goes on, with everything that has a page; others paused, closed and of further kinds."""
    going = an_initiative(actor, kind=Kind.COOPERATIVE_ACTIVITIES.value)
    person = db.session.get_one(Participant, ids["participant_id"])
    member = a_member(actor, going, person, role="Jardins", hours=10, share=2_500)
    a_member(actor, going, "Belmira Seixas", share=2_500)
    a_member(actor, going, "Custódio Anes", is_invited=True)
    a_need(actor, going)
    brought_to(actor, going, "exploring")
    backer = add_backer(
        actor,
        backer_id=new_id(),
        initiative=going,
        backing=Backing(organisation_id=ids["organisation_id"], role="mentor"),
    )
    closed = an_initiative(actor, "Costura em grupo", kind=Kind.OCCASIONAL_GROUP.value)
    stages.close(
        actor, initiative=closed, version=closed.version, on=going.created_at.date(), reason="found_work"
    )
    return {
        "initiative_id": going.id,
        "initiative_member_id": member.id,
        "backer_id": backer.id,
        "gate_item": "summary",
    }
