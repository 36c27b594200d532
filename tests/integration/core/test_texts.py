"""Texts in other languages: two who translate one thing at once lose nothing."""

import pytest

from app.core.actor import Actor
from app.core.errors import NotFound, StaleRecord
from app.core.texts import Text, put_texts, said, translate, written
from app.core.unit_of_work import writing
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast
from tests.factories.workshops import make_workshop


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return cast.coordinator.actor


@pytest.fixture
def workshop(actor: Actor) -> Workshop:
    with writing():
        return make_workshop(actor, title="Horta", sessions=0)


def test_the_second_translator_erases_nothing(actor: Actor, workshop: Workshop) -> None:
    read = workshop.version
    translate(actor, workshop, read, {("uk", "title"): "Город", ("uk", "material"): "Рукавички"})
    with pytest.raises(StaleRecord):
        translate(actor, workshop, read, {("uk", "title"): "Город", ("uk", "material"): ""})
    assert written(workshop)["uk", "material"] == "Рукавички"


def test_texts_are_added_changed_and_removed_one_by_one(actor: Actor, workshop: Workshop) -> None:
    put_texts(workshop, {("uk", "title"): "Город", ("en", "title"): "Garden"})
    changed = translate(
        actor, workshop, workshop.version, {("uk", "title"): "", ("en", "title"): "Garden plot"}
    )
    assert changed == ["uk:title", "en:title"]
    assert written(workshop) == {("en", "title"): "Garden plot"}
    assert said(workshop, "title", "uk") == Text("Horta", "pt"), "what is left empty is said in Portuguese"


def test_the_same_saved_again_makes_nobody_elses_form_old(actor: Actor, workshop: Workshop) -> None:
    put_texts(workshop, {("en", "title"): "Garden"})
    read = workshop.version
    assert translate(actor, workshop, read, {("en", "title"): "Garden", ("uk", "title"): ""}) == []
    assert workshop.version == read


@pytest.mark.parametrize("language", ["pt", "xx"])
def test_a_language_that_is_not_written_here_is_not_found(workshop: Workshop, language: str) -> None:
    with pytest.raises(NotFound):
        put_texts(workshop, {(language, "title"): "x"})
