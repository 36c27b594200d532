"""Copies, clashes, texts, proposals, heads, funders."""

from datetime import date, time
from io import BytesIO

import pytest
from PIL import Image

from app.core.db import db, new_id
from app.core.errors import IllegalTransition, NotFound
from app.core.unit_of_work import writing
from app.skills import queries as skills
from app.skills.services import describe_entry
from app.workshops import queries, services
from app.workshops.models import Headcount, Workshop
from app.workshops.services import Appointment
from tests.cast import Cast
from tests.factories.one_of_each import list_of
from tests.factories.workshops import make_place, make_session, make_workshop

MONDAYS = [date(2027, 3, 8), date(2027, 3, 15), date(2027, 3, 29)]


def test_a_copy_has_everything_but_the_people(cast: Cast) -> None:
    actor = cast.facilitator.actor
    competence = skills.catalogue().cards("home-family")[0]
    with writing():
        place = make_place(actor)
        workshop = make_workshop(actor, sessions=MONDAYS, place=place, groups=["migrant"], state="running")
        services.set_competences(actor, workshop=workshop, competence_ids=[competence.id])
        services.set_texts(actor, workshop=workshop, language="uk", texts={"material": "Нічого"})
        services.add_funder(actor, workshop=workshop, heading="Programa")
        services.cancel_session(
            actor, session=queries.list_sessions(actor, workshop)[1], reason="facilitator_away"
        )
    copy_id = new_id()
    for _again in range(2):
        with writing():
            services.duplicate_workshop(
                actor, workshop=workshop, workshop_id=copy_id, title="Outra vez", start=date(2027, 9, 1)
            )
    db.session.expire_all()
    copy = queries.get_workshop(actor, copy_id)
    assert (copy.title, copy.state, copy.duplicated_from) == ("Outra vez", "draft", workshop.id)
    assert [each.group for each in copy.groups] == ["migrant"]
    assert [each.competence_id for each in copy.competences] == [competence.id]
    assert [each.heading for each in copy.funders] == ["Programa"]
    assert [each.value for each in copy.texts] == ["Нічого"]
    sessions = queries.list_sessions(actor, copy)
    assert [(each.on, each.place_id) for each in sessions] == [
        (date(2027, 9, 6), place.id),
        (date(2027, 9, 27), place.id),
    ]


def test_what_stands_in_the_way_is_found(cast: Cast) -> None:
    actor, day = cast.facilitator.actor, date(2027, 6, 1)
    with writing():
        place = make_place(actor)
        there = make_workshop(actor, sessions=0, facilitator_ids=[cast.colleague.id])
        session = make_session(actor, there, on=day, place=place)
        off = make_session(actor, there, on=day, place=place)
        services.cancel_session(actor, session=off, reason="weather")
    wanted = Appointment(on=day, starts=time(11), ends=time(13), place_id=place.id)
    leaders = [cast.facilitator.id, cast.colleague.id]
    both = queries.find_clashes(cast.here, [wanted], leaders)[0]
    assert [(each.session, each.staff_id) for each in both] == [(session, None), (session, cast.colleague.id)]
    assert queries.find_clashes(cast.here, [wanted], leaders, besides=[session.id]) == [[]]
    assert queries.find_clashes(cast.elsewhere, [wanted], leaders) == [[]]
    after = Appointment(on=day, starts=time(12), ends=time(13), place_id=place.id)
    assert queries.find_clashes(cast.here, [after], leaders) == [[]]


def test_whoever_teaches_may_propose_and_somebody_decides(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        inventory = list_of(actor)
        teaches, alone = inventory.entries[:2]
        describe_entry(actor, entry=teaches, level="teaches")
    with pytest.raises(services.NotTaught):
        services.propose_session(
            actor, proposal_id=new_id(), inventory=inventory, competence_id=alone.competence_id
        )
    proposal_id = new_id()
    for _again in range(2):
        with writing():
            services.propose_session(
                actor,
                proposal_id=proposal_id,
                inventory=inventory,
                competence_id=teaches.competence_id,
                words="às quintas",
            )
    assert [each.id for each in queries.proposals_page(actor).items] == [proposal_id]
    with pytest.raises(NotFound):
        queries.get_proposal(cast.stranger.actor, proposal_id)
    with writing():
        proposal = queries.get_proposal(actor, proposal_id)
        workshop = services.accept_proposal(
            actor, proposal=proposal, workshop_id=new_id(), organisation_id=cast.town_hall
        )
    assert (workshop.state, workshop.kind, workshop.is_public) == ("draft", "atelier", False)
    assert [each.competence_id for each in workshop.competences] == [teaches.competence_id]
    assert not queries.proposals_page(actor).items
    with pytest.raises(IllegalTransition):
        services.decline_proposal(actor, proposal=proposal, reason="no_place")


def test_heads_are_counted_without_names(cast: Cast) -> None:
    actor = cast.registrar.actor
    with writing():
        workshop = make_workshop(cast.facilitator.actor, kind="outreach", sessions=1)
        session = queries.list_sessions(actor, workshop)[0]
        services.count_heads(actor, session=session, heads={"employers": 7, "": 12})
        services.count_heads(actor, session=session, heads={"employers": 9, "migrant": 0})
    rows = db.session.query(Headcount).all()
    assert [(row.group, row.count) for row in rows] == [("employers", 9)]
    assert session.state == "held"
    with pytest.raises(NotFound):
        services.count_heads(actor, session=session, heads={"neighbours": 3})


def test_headings_stand_in_their_order_with_logos(cast: Cast) -> None:
    actor = cast.facilitator.actor
    data = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(data, "PNG")
    with writing():
        workshop = make_workshop(actor)
        services.add_funder(actor, workshop=workshop, heading="Prioridade")
        top = services.add_funder(
            actor, workshop=workshop, heading="Programa", logo=("logo.png", data.getvalue())
        )
        services.raise_funder(actor, workshop=workshop, funder_id=top.id)
    assert [each.heading for each in fresh(workshop).funders] == ["Programa", "Prioridade"]
    assert fresh(workshop).funders[0].logo_id
    with writing():
        services.remove_funder(actor, workshop=workshop, funder_id=top.id)
    assert [(each.heading, each.position) for each in fresh(workshop).funders] == [("Prioridade", 0)]


def fresh(workshop: Workshop) -> Workshop:
    db.session.expire_all()
    return db.session.get_one(Workshop, workshop.id)
