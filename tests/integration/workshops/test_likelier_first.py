"""Whoever is likely the same person is proposed as chosen; whoever was said not to be is not proposed."""

from sqlalchemy import select

from app.core.db import db, new_id
from app.people.duplicates.models import NotSame
from app.people.operations.contacts import register
from app.people.operations.unverified import create_unverified
from app.workshops.confirming.operations import confirm_as_new
from app.workshops.confirming.queries import candidates_for
from app.workshops.enrolments.queries.matching import NEW, match
from app.workshops.enrolments.rows import Row, numbered
from tests.cast import Cast
from tests.factories.attendance import make_running
from tests.factories.one_of_each import making


def test_of_a_list_the_likelier_is_chosen_and_of_two_alike_nobody(cast: Cast) -> None:
    actor, where = cast.facilitator.actor, cast.here
    known = [("João Baptista", 1970, "912345678"), ("Olga Kovalenko", 1980, ""), ("Olga Kovalenko", 1980, "")]
    with making():
        workshop, _places = make_running(actor, "Ana")
        ids = [new_id() for _ in known]
        for person, (name, year, phone) in zip(ids, known, strict=True):
            register(
                actor, participant_id=person, municipality_id=where, name=name, birth_year=year, phone=phone
            )
    rows = numbered(
        [
            Row(1, "JOAO BATISTA", 1970, "+351 912 345 678"),
            Row(2, "Ольга Коваленко", 1980),
            Row(3, "Casimiro Zambujo", 1955),
        ]
    )
    chosen, undecided, new = match(actor, workshop, rows)
    assert chosen.proposed == str(ids[0])
    assert undecided.proposed == ""
    assert {each.participant.id for each in undecided.candidates} == set(ids[1:])
    assert new.proposed == NEW


def test_somebody_new_from_the_kiosk_is_not_asked_about_again(cast: Cast) -> None:
    actor, where = cast.facilitator.actor, cast.here
    with making():
        known = register(
            actor, participant_id=new_id(), municipality_id=where, name="João Baptista", phone=""
        )
        left = create_unverified(actor, municipality_id=where, name="Joao Batista", language="pt")
        assert [each.participant.id for each in candidates_for(actor, left)] == [known.id]
        confirm_as_new(actor, participant=left)
    (said,) = db.session.scalars(select(NotSame))
    assert {said.one_id, said.other_id} == {known.id, left.id}
    assert candidates_for(actor, left) == []
