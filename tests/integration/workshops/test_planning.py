"""Copies, clashes, texts, proposals, heads, funders."""

from datetime import date, time
from io import BytesIO

import pytest
from PIL import Image

from app.core.db import db, new_id
from app.core.errors import IllegalTransition, NotFound
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.core.unit_of_work import writing
from app.skills.operations.entries import describe_entry
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.models import Headcount
from app.workshops.attendance.operations.headcounts import count_heads
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.copies import duplicate_workshop
from app.workshops.planning.operations.funders import add_funder, raise_funder, remove_funder
from app.workshops.planning.operations.series import add_competence, translate_workshop
from app.workshops.planning.operations.sessions import Appointment, cancel_session
from app.workshops.planning.queries.calendar import find_clashes
from app.workshops.planning.queries.series import get_workshop, list_sessions
from app.workshops.proposals.operations import NotTaught, accept_proposal, decline_proposal, propose_session
from app.workshops.proposals.queries import get_proposal, proposals_page
from tests.cast import Cast
from tests.factories.one_of_each import list_of
from tests.factories.workshops import make_place, make_session, make_workshop

MONDAYS = [date(2027, 3, 8), date(2027, 3, 15), date(2027, 3, 29)]


def test_a_copy_has_everything_but_the_people(cast: Cast) -> None:
    actor = cast.facilitator.actor
    competence = catalogue().cards("home-family")[0]
    with writing():
        place = make_place(actor)
        workshop = make_workshop(actor, sessions=MONDAYS, place=place, groups=["migrant"], state="running")
        add_competence(actor, workshop=workshop, competence_id=competence.id)
        words = {("uk", "material"): "Нічого"}
        translate_workshop(actor, workshop=workshop, version=workshop.version, texts=words)
        add_funder(actor, workshop=workshop, heading="Programa")
        cancel_session(actor, session=list_sessions(actor, workshop)[1], reason="facilitator_away")
    copy_id = new_id()
    for _again in range(2):
        with writing():
            duplicate_workshop(
                actor, workshop=workshop, workshop_id=copy_id, title="Outra vez", start=date(2027, 9, 1)
            )
    db.session.expire_all()
    copy = get_workshop(actor, copy_id)
    assert (copy.title, copy.state, copy.duplicated_from) == ("Outra vez", "draft", workshop.id)
    assert [each.group for each in copy.groups] == ["migrant"]
    assert [each.competence_id for each in copy.competences] == [competence.id]
    assert [each.heading for each in copy.funders] == ["Programa"]
    assert [each.value for each in copy.texts] == ["Нічого"]
    sessions = list_sessions(actor, copy)
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
        cancel_session(actor, session=off, reason="weather")
    wanted = Appointment(on=day, starts=time(11), ends=time(13), place_id=place.id)
    leaders = [cast.facilitator.id, cast.colleague.id]
    both = find_clashes(cast.here, [wanted], leaders)[0]
    assert [(each.session, each.staff_id) for each in both] == [(session, None), (session, cast.colleague.id)]
    assert find_clashes(cast.here, [wanted], leaders, besides=[session.id]) == [[]]
    assert find_clashes(cast.elsewhere, [wanted], leaders) == [[]]
    after = Appointment(on=day, starts=time(12), ends=time(13), place_id=place.id)
    assert find_clashes(cast.here, [after], leaders) == [[]]


def test_whoever_teaches_may_propose_and_somebody_decides(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        inventory = list_of(actor)
        teaches, alone = inventory.entries[:2]
        describe_entry(actor, entry=teaches, level="teaches")
    with pytest.raises(NotTaught):
        propose_session(actor, proposal_id=new_id(), inventory=inventory, competence_id=alone.competence_id)
    proposal_id = new_id()
    for _again in range(2):
        with writing():
            propose_session(
                actor,
                proposal_id=proposal_id,
                inventory=inventory,
                competence_id=teaches.competence_id,
                words="às quintas",
            )
    assert [each.id for each in proposals_page(actor).items] == [proposal_id]
    with pytest.raises(NotFound):
        get_proposal(cast.stranger.actor, proposal_id)
    with writing():
        proposal = get_proposal(actor, proposal_id)
        workshop = accept_proposal(
            actor, proposal=proposal, workshop_id=new_id(), organisation_id=cast.town_hall
        )
    assert (workshop.state, workshop.kind, workshop.is_public) == ("draft", "atelier", False)
    assert [each.competence_id for each in workshop.competences] == [teaches.competence_id]
    assert not proposals_page(actor).items
    with pytest.raises(IllegalTransition):
        decline_proposal(actor, proposal=proposal, reason="no_place")


def test_heads_are_counted_without_names(cast: Cast) -> None:
    actor = cast.registrar.actor
    with writing():
        workshop = make_workshop(cast.facilitator.actor, kind="outreach", sessions=1)
        session = list_sessions(actor, workshop)[0]
        count_heads(actor, session=session, version=session.version, heads={"employers": 7, "": 12})
        count_heads(actor, session=session, version=session.version, heads={"employers": 9, "migrant": 0})
    rows = db.session.query(Headcount).all()
    assert [(row.group, row.count) for row in rows] == [("employers", 9)]
    assert session.state == "held"
    with pytest.raises(NotFound):
        count_heads(actor, session=session, version=session.version, heads={"neighbours": 3})


def test_headings_stand_in_their_order_with_logos(cast: Cast) -> None:
    actor = cast.facilitator.actor
    data = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(data, "PNG")
    with writing():
        workshop = make_workshop(actor)
        add_funder(actor, workshop=workshop, heading="Prioridade")
        logo = Inspected(FileKind.PNG, data.getvalue())
        top = add_funder(actor, workshop=workshop, heading="Programa", logo=logo)
        raise_funder(actor, workshop=workshop, funder_id=top.id)
    assert [each.heading for each in fresh(workshop).funders] == ["Programa", "Prioridade"]
    assert fresh(workshop).funders[0].logo_id
    with writing():
        remove_funder(actor, workshop=workshop, funder_id=top.id)
    assert [(each.heading, each.position) for each in fresh(workshop).funders] == [("Prioridade", 0)]


def fresh(workshop: Workshop) -> Workshop:
    db.session.expire_all()
    return db.session.get_one(Workshop, workshop.id)
