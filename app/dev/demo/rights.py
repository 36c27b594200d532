"""People whose records wait for a decision, were announced to go, have to be kept, or rest."""

from datetime import timedelta

from app.core import clock
from app.core.db import new_id
from app.dev.demo.places import AMIEIRA
from app.dev.demo.staff import actor_named
from app.people.models import Participant
from app.people.operations.records import create_participant
from app.people.operations.rights import give_notice, hold, restrict

LONG_AGO = timedelta(days=780)
BORN = {
    "Hermínia Castelo": 1949,
    "Bento Salgueiro": 1961,
    "Olga Petrenko": 1983,
    "Firmino Nogueira": 1956,
}


def write_rights() -> None:
    """Nobody of them has come for more than two years but the one who disputes what is noted."""
    waiting, told, disputing, audited = (_person(name, born) for name, born in BORN.items())
    actor, today = actor_named("Duarte Sobral"), clock.now().date()
    for person in (waiting, told, audited):
        person.last_activity_on = today - LONG_AGO
    give_notice(actor, participant=told, told_how="letter")
    restrict(actor, participant=disputing, reason="accuracy", asked_by="person")
    until = today + timedelta(days=900)
    hold(actor, hold_id=new_id(), participant=audited, reason="funded_operation", until_on=until)


def _person(name: str, born: int) -> Participant:
    actor = actor_named("Inês Carvalhal")
    return create_participant(
        actor, participant_id=new_id(), municipality_id=AMIEIRA, name=name, birth_year=born
    )
