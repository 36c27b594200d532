"""Somebody who seems to stand twice: two records to decide about."""

from app.core import tasks
from app.core.db import new_id
from app.dev.demo.places import AMIEIRA
from app.dev.demo.staff import actor_named
from app.people.operations.contacts import register
from app.people.operations.duplicates import LOOK

TWICE = {"Custódia Vidigueira Ramalhinho": "968 123 407", "Custodia Vidigueira Ramalinho": "+351 968 123 407"}


def write_twice() -> None:
    """A rare name, written once as it was heard; the worker compares everybody as soon as it runs."""
    for by, (name, phone) in zip(("Inês Carvalhal", "Rui Taveira"), TWICE.items(), strict=True):
        register(
            actor_named(by),
            participant_id=new_id(),
            municipality_id=AMIEIRA,
            name=name,
            birth_year=1968,
            phone=phone,
        )
    duarte, found = actor_named("Duarte Sobral"), "/participants/duplicates"
    tasks.ask(duarte, LOOK, {}, task_id=new_id(), municipality_id=AMIEIRA, leads_to=found)
