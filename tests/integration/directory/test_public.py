"""What the kiosk asks: by need, by words, by what somebody can do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from app.core import clock, text
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import NotFound
from app.directory.index.answers import Answer, Reason, Suggestion
from app.directory.index.queries import (
    best_for_need,
    get_public,
    list_needs,
    page_for_need,
    search_public,
    suggest_for,
)
from app.directory.services.models import Service, Structure
from app.directory.services.operations.entries import add_competence, edit_service, translate_service
from app.directory.services.operations.publication import move_service
from app.directory.shelves.operations.shelves import edit_entry
from app.network.models import LocalHoliday
from app.network.queries import get_municipality
from app.skills.fit import Speaks
from app.skills.queries.catalogue import catalogue
from app.skills.queries.inventories import Spoken
from tests.cast import Cast, id_of
from tests.factories.directory import a_place, a_service, neglect, publish
from tests.factories.offers import an_offer
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
    needs = list_needs()
    assert [each.key for each in needs[:3]] == ["work", "learn", "idea"]
    assert needs[0].name("uk").value == "Хочу працювати"


def test_only_what_is_published_here_is_an_answer(cast: Cast, place: Structure, kiosk: Actor) -> None:
    shown = make(cast, place, "À vista")
    with making():
        draft = a_service(cast.coordinator.actor, place, name="Rascunho")
        hidden = publish(cast.coordinator.actor, a_service(cast.coordinator.actor, place, name="Escondido"))
        move_service(cast.coordinator.actor, service=hidden, after="suspended", reason="no_places")
        there = clerk(cast.elsewhere, cast.stranger.id)
        far = a_place(there, id_of("other_town_hall"))
        elsewhere = publish(there, a_service(there, far, name="Noutro concelho"))
    assert names(best_for_need(kiosk, "documents", languages=["uk"])) == ["À vista"]
    for word, expected in (("vista", ["À vista"]), ("rascunho", []), ("escondido", []), ("concelho", [])):
        assert names(search_public(kiosk, word, languages=["uk"])) == expected
    assert get_public(kiosk, "service", shown.id, languages=["uk"]).provider == place.name
    for service in (draft, hidden, elsewhere):
        with pytest.raises(NotFound):
            get_public(kiosk, "service", service.id, languages=["uk"])
    with pytest.raises(NotFound):
        get_public(kiosk, "planet", shown.id, languages=["uk"])
    with pytest.raises(NotFound):
        best_for_need(kiosk, "a-new-planet", languages=["uk"])


def test_the_best_answer_is_fresh_open_free_near_and_speaks_the_language(
    cast: Cast, place: Structure, kiosk: Actor
) -> None:
    make(cast, place, "Fechado", opening_hours="Sa 09:00-10:00", cost="paid", languages=["pt"])
    best = make(cast, place, "O melhor")
    with making():
        neglect(make(cast, place, "Esquecido", languages=[]))
    found = best_for_need(kiosk, "documents", languages=["uk"], near=cast.parish)
    assert names(found) == ["O melhor", "Fechado", "Esquecido"]
    assert set(found[0].reasons) == set(Reason)
    assert found[0].entry.id == best.id
    assert found[0].entry.is_open is True
    assert found[0].entry.hours_in("uk").startswith("Понеділок – п’ятниця")
    assert names(best_for_need(kiosk, "documents", languages=["uk"], limit=1)) == ["O melhor"]


@pytest.mark.parametrize(
    ("zone", "instant", "is_open"),
    [
        ("Atlantic/Azores", "2026-05-25T10:00+00:00", False),  # the region's day
        ("Europe/Lisbon", "2026-05-25T10:00+00:00", True),
        ("Atlantic/Madeira", "2026-07-01T10:00+00:00", False),
        ("Europe/Lisbon", "2026-07-01T10:00+00:00", True),
        ("Europe/Lisbon", "2026-06-16T10:00+00:00", False),  # the municipality's own
        ("Europe/Lisbon", "2026-12-08T10:00+00:00", False),
        ("Europe/Lisbon", "2026-12-09T10:00+00:00", True),
    ],
)
def test_holidays_of_region_and_municipality_close_too(
    cast: Cast, place: Structure, kiosk: Actor, zone: str, instant: str, is_open: bool
) -> None:
    get_municipality(cast.here).zone = zone
    own = LocalHoliday(municipality_id=cast.here, name="Feriado municipal", month=6, day=16)
    db.session.add(own)
    db.session.commit()
    service = make(cast, place, "Balcão", opening_hours="Mo-Fr 09:00-17:00; PH off")
    with clock.frozen_at(datetime.fromisoformat(instant)):
        assert get_public(kiosk, "service", service.id, languages=["pt"]).is_open is is_open


def test_a_theme_answers_to_its_area_and_its_wish(cast: Cast, place: Structure, kiosk: Actor) -> None:
    make(cast, place, "GIP", themes=["job-search"])
    make(cast, place, "Horta", themes=[], needs=["community"])
    for need, expected in (
        ("employment", ["GIP"]),
        ("work", ["GIP"]),
        ("community", ["Horta"]),
        ("learn", []),
    ):
        assert names(best_for_need(kiosk, need, languages=["pt"])) == expected


def test_texts_are_in_the_visitors_language_or_say_that_they_are_not(
    cast: Cast, place: Structure, kiosk: Actor
) -> None:
    service = make(cast, place, "Papéis", what_to_bring="Cartão de cidadão.")
    with making():
        translate_service(
            cast.facilitator.actor,
            service=service,
            version=service.version,
            texts={("uk", "name"): "Папери"},
        )
    entry = get_public(kiosk, "service", service.id, languages=["uk"])
    assert (entry.name.value, entry.name.lang) == ("Папери", "uk")
    assert entry.is_in("uk")
    assert (entry.what_to_bring.value, entry.what_to_bring.lang) == ("Cartão de cidadão.", "pt")
    assert [each.value for each in entry.for_whom] == ["Для всіх"]
    assert not get_public(kiosk, "service", service.id, languages=["ar"]).is_in("ar")


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
    assert names(search_public(kiosk, words, languages=[language])) == ["Trocar a licença estrangeira"]


def test_a_search_finds_what_was_just_changed(cast: Cast, place: Structure, kiosk: Actor) -> None:
    service = make(cast, place, "Ginástica")
    assert names(search_public(kiosk, "ginástica", languages=["pt"])) == ["Ginástica"]
    with making():
        edit_service(cast.facilitator.actor, service=service, version=service.version, name="Natação")
    assert names(search_public(kiosk, "natação", languages=["pt"])) == ["Natação"]
    assert names(search_public(kiosk, "ginástica", languages=["pt"])) == []
    assert search_public(kiosk, " ", languages=["pt"]) == []


def test_all_answers_are_paged_by_name(cast: Cast, place: Structure, kiosk: Actor) -> None:
    for number in range(5):
        make(cast, place, f"Papel {number}")
    first = page_for_need(kiosk, "documents", "service", languages=["pt"], size=3)
    assert [each.name.value for each in first.items] == ["Papel 0", "Papel 1", "Papel 2"]
    second = page_for_need(kiosk, "documents", "service", languages=["pt"], size=3, after=first.older)
    assert [each.name.value for each in second.items] == ["Papel 3", "Papel 4"]
    assert first.count == 5


def test_suggestions_say_because_of_what_and_are_never_a_service_for_others(
    cast: Cast, place: Structure, kiosk: Actor
) -> None:
    care, bread, bike = (competence(key) for key in ("care-child", "bake-bread", "fix-bicycles"))
    writer = clerk(cast.here, cast.coordinator.id)
    course = make(cast, place, "Animar crianças", kind="training")
    nursery = make(cast, place, "Creche com forno", kind="training")
    with making():
        for service in (course, nursery):
            add_competence(cast.facilitator.actor, service=service, competence_id=care)
        edit_service(cast.facilitator.actor, service=nursery, version=nursery.version, kind="goods")
        for title, wanted in (("Padaria", [bread]), ("Ama que coze pão", [care, bread])):
            offer = an_offer(writer, cast.town_hall, title=title)
            edit_entry(writer, entry=offer, version=offer.version, competences=wanted)
    said = [Spoken(each, "often", None, None) for each in (bike, bread, care)]
    found = suggest_for(kiosk, Speaks(said), languages=["pt"])
    assert [(each.entry.name.value, set(each.fit.because)) for each in found] == [
        ("Ama que coze pão", {bread, care}),
        ("Padaria", {bread}),
    ], "nobody is sent to learn what they often do, or brought to a nursery"
    learner = [Spoken(care, "sometimes", "with_help", "yes")]
    assert names_of(suggest_for(kiosk, Speaks(learner), languages=["pt"])) == [
        "Animar crianças",
        "Ama que coze pão",
    ]
    rather_not = [Spoken(bread, "daily", "alone", "no"), Spoken(care, "daily", "alone", "yes")]
    assert names_of(suggest_for(kiosk, Speaks(rather_not), languages=["pt"])) == []
    assert suggest_for(kiosk, Speaks([Spoken(bike, "daily", None, None)]), languages=["pt"]) == []
    assert suggest_for(kiosk, Speaks([]), languages=["pt"]) == []


def names_of(suggestions: Sequence[Suggestion]) -> list[str]:
    return [each.entry.name.value for each in suggestions]


def competence(key: str) -> UUID:
    view = catalogue().by_key(key)
    assert view is not None
    return view.id


def test_the_order_of_equals_does_not_hang_on_the_engine(cast: Cast, place: Structure, kiosk: Actor) -> None:
    spelled = ["Ábaco", "abaco", "Zebra", "águia"]
    for name in reversed(spelled):
        make(cast, place, name)
    page = page_for_need(kiosk, "documents", "service", languages=["pt"])
    listed = [each.name.value for each in page.items]
    assert [text.fold(name) for name in listed] == ["abaco", "abaco", "aguia", "zebra"]
