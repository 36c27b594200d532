"""What was said is known again without being kept."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.outreach.registrations.told import Answer, Told

ONE, OTHER = uuid4(), uuid4()
EVERYTHING: dict[str, Any] = {
    "name": "Ana",
    "contact": "912345678",
    "born": "1984",
    "parish_id": uuid4(),
    "language": "uk",
    "work": "caring",
    "groups": ("women",),
    "interests": ("job",),
    "competences": ("clean-home",),
    "wishes": (uuid4(),),
    "consents": (Answer(purpose="matching", is_given=True, wording="2026-11-01"),),
    "representative": "Rui",
    "slip": "7",
    "wants_call": True,
}
TOLD = Told(**EVERYTHING)


@pytest.fixture(autouse=True)
def secret() -> Any:
    app = Flask("marks")
    app.config["SECRET_KEY"] = "not a secret"
    with app.app_context():
        yield


def test_the_same_said_again_has_the_same_mark_under_its_id_alone() -> None:
    assert Told(**EVERYTHING).mark(ONE) == TOLD.mark(ONE)
    assert TOLD.mark(ONE) != TOLD.mark(OTHER)


def test_every_answer_counts() -> None:
    assert EVERYTHING.keys() == {each.name for each in fields(Told)}
    marks = {TOLD.mark(ONE)}
    for name, value in EVERYTHING.items():
        other: Any = "x" if isinstance(value, str) else None if isinstance(value, UUID) else type(value)()
        marks.add(replace(TOLD, **{name: other}).mark(ONE))
    assert len(marks) == 1 + len(EVERYTHING)


def test_how_consent_was_given_counts_as_well() -> None:
    signed = replace(TOLD.consents[0], how="signed")
    assert replace(TOLD, consents=(signed,)).mark(ONE) != TOLD.mark(ONE)


def test_the_mark_tells_nothing() -> None:
    assert "Ana" not in TOLD.mark(ONE)
    assert len(TOLD.mark(ONE)) == 64
