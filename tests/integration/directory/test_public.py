"""What the kiosk asks: by need, by words, by what somebody can do."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from app.core import text
from app.core.actor import Actor, ActorKind
from app.core.db import new_id
from app.core.errors import NotFound
from app.directory import queries, services
from app.directory.models import Service, Structure
from app.directory.public import Answer, Reason
from app.skills.queries import catalogue
from tests.cast import Cast, id_of
from tests.factories.directory import a_place, a_service, neglect, publish
from tests.factories.one_of_each import clerk, making

pytestmark = pytest.mark.clock("2026-03-02T10:00+00:00")  # a Monday morning


@pytest.fixture
def kiosk(cast: Cast) -> Actor:
    return Actor(kind=ActorKind.TERMINAL, id=cast.kiosk.id, municipality_id=cast.here, language="uk")


@pytest.fixture
def place(cast: Cast) -> Structure:
    with making():
        return a_place(cast.coordinator.actor, cast.town_hall, parish_id=cast.parish)


def make(cast: Cast, place: Structure, name: str, **values: Any) -> Service:
    """A published service."""
    with making():
        return publish(cast.coordinator.actor, a_service(cast.coordinator.actor, place, name=name, **values))


def names(answers: Sequence[Answer]) -> list[str]:
    return [each.entry.name.value for each in answers]


def test_needs_begin_with_the_wishes() -> None:
    needs = queries.list_needs()
    assert [each.key for each in needs[:3]] == ["work", "learn", "idea"]
    assert needs[0].name("uk").value == "Хочу працювати"


def test_only_what_is_published_here_is_an_answer(cast: Cast, place: Structure, kiosk: Actor) -> None:
    shown = make(cast, place, "À vista")
    with making():
        draft = a_service(cast.coordinator.actor, place, name="Rascunho")
        hidden = publish(cast.coordinator.actor, a_service(cast.coordinator.actor, place, name="Escondido"))
        services.suspend_service(cast.coordinator.actor, service=hidden, reason="no_places")
        there = clerk(cast.elsewhere, cast.stranger.id)
        far = a_place(there, id_of("other_town_hall"))
        elsewhere = publish(there, a_service(there, far, name="Noutro concelho"))
    assert names(queries.best_for_need(kiosk, "documents", languages=["uk"])) == ["À vista"]
    for word, expected in (("vista", ["À vista"]), ("rascunho", []), ("escondido", []), ("concelho", [])):
        assert names(queries.search_public(kiosk, word, languages=["uk"])) == expected
    assert queries.get_public(kiosk, "service", shown.id, languages=["uk"]).provider == place.name
    for service in (draft, hidden, elsewhere):
        with pytest.raises(NotFound):
            queries.get_public(kiosk, "service", service.id, languages=["uk"])
    with pytest.raises(NotFound):
        queries.get_public(kiosk, "planet", shown.id, languages=["uk"])
    with pytest.raises(NotFound):
        queries.best_for_need(kiosk, "a-new-planet", languages=["uk"])


def test_the_best_answer_is_fresh_open_free_near_and_speaks_the_language(
    cast: Cast, place: Structure, kiosk: Actor
) -> None:
    make(cast, place, "Fechado", opening_hours="Sa 09:00-10:00", cost="paid", languages=["pt"])
    best = make(cast, place, "O melhor")
    with making():
        neglect(make(cast, place, "Esquecido", languages=[]))
    found = queries.best_for_need(kiosk, "documents", languages=["uk"], near=cast.parish)
    assert names(found) == ["O melhor", "Fechado", "Esquecido"]
    assert set(found[0].reasons) == set(Reason)
    assert found[0].entry.id == best.id
    assert found[0].entry.is_open is True
    assert found[0].entry.hours_in("uk").startswith("Понеділок – п’ятниця")
    assert names(queries.best_for_need(kiosk, "documents", languages=["uk"], limit=1)) == ["O melhor"]


def test_a_theme_answers_to_its_area_and_its_wish(cast: Cast, place: Structure, kiosk: Actor) -> None:
    make(cast, place, "GIP", themes=["job-search"])
    make(cast, place, "Horta", themes=[], needs=["community"])
    for need, expected in (
        ("employment", ["GIP"]),
        ("work", ["GIP"]),
        ("community", ["Horta"]),
        ("learn", []),
    ):
        assert names(queries.best_for_need(kiosk, need, languages=["pt"])) == expected


def test_texts_are_in_the_visitors_language_or_say_that_they_are_not(
    cast: Cast, place: Structure, kiosk: Actor
) -> None:
    service = make(cast, place, "Papéis", what_to_bring="Cartão de cidadão.")
    with making():
        services.translate_service(
            cast.facilitator.actor,
            service=service,
            version=service.version,
            language="uk",
            texts={"name": "Папери"},
        )
    entry = queries.get_public(kiosk, "service", service.id, languages=["uk"])
    assert (entry.name.value, entry.name.lang) == ("Папери", "uk")
    assert entry.is_in("uk")
    assert (entry.what_to_bring.value, entry.what_to_bring.lang) == ("Cartão de cidadão.", "pt")
    assert [each.value for each in entry.for_whom] == ["Для всіх"]
    assert not queries.get_public(kiosk, "service", service.id, languages=["ar"]).is_in("ar")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("carta de condução", "pt"),
        ("conduçao CARTA", "pt"),
        ("cartta conducao", "pt"),
        ("conduz", "pt"),
        ("водійські права", "uk"),
        ("автошкола", "uk"),
        ("رخصة", "ar"),
        ("driving licence", "en"),
        ("carta", "ar"),  # Portuguese is always searched too
    ],
)
def test_a_search_forgives_accents_slips_order_and_knows_what_people_call_it(
    cast: Cast, place: Structure, kiosk: Actor, words: str, language: str
) -> None:
    make(
        cast, place, "Trocar a licença estrangeira", themes=["driving-licence"], description="No balcão três."
    )
    make(cast, place, "Refeições quentes", themes=["food"], description="Todos os dias.")
    assert names(queries.search_public(kiosk, words, languages=[language])) == [
        "Trocar a licença estrangeira"
    ]


def test_a_search_finds_what_was_just_changed(cast: Cast, place: Structure, kiosk: Actor) -> None:
    service = make(cast, place, "Ginástica")
    assert names(queries.search_public(kiosk, "ginástica", languages=["pt"])) == ["Ginástica"]
    with making():
        services.edit_service(
            cast.facilitator.actor, service=service, version=service.version, name="Natação"
        )
    assert names(queries.search_public(kiosk, "natação", languages=["pt"])) == ["Natação"]
    assert names(queries.search_public(kiosk, "ginástica", languages=["pt"])) == []
    assert queries.search_public(kiosk, " ", languages=["pt"]) == []


def test_all_answers_are_paged_by_name(cast: Cast, place: Structure, kiosk: Actor) -> None:
    for number in range(5):
        make(cast, place, f"Papel {number}")
    first = queries.page_for_need(kiosk, "documents", languages=["pt"], size=3)
    assert [each.name.value for each in first.items] == ["Papel 0", "Papel 1", "Papel 2"]
    second = queries.page_for_need(kiosk, "documents", languages=["pt"], size=3, after=first.older)
    assert [each.name.value for each in second.items] == ["Papel 3", "Papel 4"]
    assert first.count == 5


def test_suggestions_say_because_of_what(cast: Cast, place: Structure, kiosk: Actor) -> None:
    care, bread, bike = (competence(key) for key in ("care-child", "bake-bread", "fix-bicycles"))
    both = make(cast, place, "Creche com forno")
    one = make(cast, place, "Padaria")
    with making():
        for service, ids in ((both, [care, bread]), (one, [bread])):
            services.set_competences(
                cast.facilitator.actor, service=service, version=service.version, competence_ids=ids
            )
    found = queries.suggest_for(kiosk, [bike, bread, care], languages=["pt"])
    assert [(each.entry.name.value, each.because) for each in found] == [
        ("Creche com forno", (bread, care)),
        ("Padaria", (bread,)),
    ]
    assert queries.suggest_for(kiosk, [bike, new_id()], languages=["pt"]) == []
    assert queries.suggest_for(kiosk, [], languages=["pt"]) == []


def competence(key: str) -> UUID:
    view = catalogue().by_key(key)
    assert view is not None
    return view.id


def test_the_order_of_equals_does_not_hang_on_the_engine(cast: Cast, place: Structure, kiosk: Actor) -> None:
    spelled = ["Ábaco", "abaco", "Zebra", "águia"]
    for name in reversed(spelled):
        make(cast, place, name)
    page = queries.page_for_need(kiosk, "documents", languages=["pt"])
    listed = [each.name.value for each in page.items]
    assert [text.fold(name) for name in listed] == ["abaco", "abaco", "aguia", "zebra"]
