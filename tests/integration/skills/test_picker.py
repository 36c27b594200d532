"""Choosing competences: by everyday words, one at a time; names in lists mean what they say."""

from uuid import UUID

import pytest

from app.core.db import new_id
from app.core.errors import NotFound
from app.core.unit_of_work import writing
from app.skills.picker.operations import choose, leave_out, put_competences
from app.skills.picker.queries import choice_of, meant_by, names_of
from app.skills.queries.catalogue import catalogue
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast
from tests.counting import counted
from tests.factories.workshops import make_workshop


@pytest.fixture
def workshop(cast: Cast) -> Workshop:
    with writing():
        return make_workshop(cast.coordinator.actor, sessions=0)


def _two() -> list[UUID]:
    return list(catalogue().competences)[:2]


def test_one_more_and_one_fewer(workshop: Workshop) -> None:
    first, second = _two()
    assert choose(workshop, first)
    assert choose(workshop, second)
    assert not choose(workshop, second)
    assert leave_out(workshop, first)
    assert not leave_out(workshop, first)
    assert [row.competence_id for row in workshop.competences] == [second]
    assert not put_competences(workshop, [second])


def test_what_the_catalogue_does_not_offer_cannot_be_chosen(workshop: Workshop) -> None:
    with pytest.raises(NotFound):
        choose(workshop, new_id())


def test_the_page_offers_what_words_find_and_is_not_chosen_yet(workshop: Workshop) -> None:
    found = choice_of(workshop, "horta", languages=("pt",))
    assert found.hits
    choose(workshop, found.hits[0].competence.id)
    again = choice_of(workshop, "horta", languages=("pt",))
    assert again.chosen == [found.hits[0].competence]
    assert found.hits[0].competence not in [hit.competence for hit in again.hits]


def test_names_keys_and_slips_of_the_fingers_mean_a_competence(workshop: Workshop) -> None:
    view = catalogue().competences[_two()[0]]
    portuguese, ukrainian = view.names["pt"], view.names["uk"]
    slip = portuguese[:-1]
    found = meant_by([portuguese.upper(), ukrainian, view.key, slip, "voar sem asas nenhumas"])
    assert found.ids == (view.id,)
    assert found.unknown == ("voar sem asas nenhumas",)
    assert names_of(found.ids) == {view.id: portuguese}


def test_a_long_list_of_names_costs_no_more_queries_than_a_short_one(workshop: Workshop) -> None:
    names = [view.names["pt"] for view in list(catalogue().competences.values())[:60]]
    with counted() as few:
        meant_by(names[:2])
    with counted() as many:
        assert len(meant_by(names).ids) == len(names)
    assert len(many) == len(few)
