"""What is known of somebody, on its page; and who answers for a minor."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.facts.models import Fact
from app.people.models import Consent, Participant
from app.people.operations.consents import NoRepresentative, give_consent
from app.people.operations.facts import Noting
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.facts import holding, note

ClientFor = Callable[[Person | None], PageClient]
Register = Callable[..., Participant]
pytestmark = pytest.mark.clock("2026-11-30T10:00:00+00:00")


def url(person: Participant) -> str:
    return f"/participants/{person.id}/facts"


def test_the_page_notes_what_was_changed_and_shows_how_it_was(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    with clock.frozen_at(clock.now() - timedelta(days=20)):
        person = register("Olga Bondar", birth_year=1984)
    client = client_for(cast.registrar)
    page = client.get(url(person))
    assert page.form(url(person))["born"] == "1984"
    page = client.submit(
        page,
        url(person),
        born="27/3/1984",
        change="mended",
        gender="woman",
        nationality="UA",
        spoken_language="uk",
        spoken_level="mother_tongue",
        source="shown",
    )
    page = client.get(url(person))
    assert holding(person) == {
        "born": "1984-03-27",
        "gender": "woman",
        "nationality": "UA",
        "spoken uk": "mother_tongue",
    }
    for words in ("27 de março de 1984", "Ucrânia", "Língua materna", "A pessoa mostrou um documento"):
        assert words in page.text
    assert "O que já não vale (1)" in page.text
    shown = client.get(f"/participants/{person.id}")
    assert "Anotado Género: Mulher" in shown.text
    assert "Anotado Data de nascimento: 1984" not in shown.text
    assert "Estava errado Data de nascimento: 1984" in shown.text
    assert "27 de março de 1984" in shown.text
    assert "Mulheres pelas respostas" in shown.text


def test_another_day_shows_what_held_then(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.registrar)
    note(cast, person, Noting(since="2020"), work="employed")
    note(cast, person, Noting(since="2026-11-01"), work="registered")
    then = client.get(f"{url(person)}?on=5&on=6&on=2025")
    assert "Em 5 de junho de 2025" in then.text
    assert "A trabalhar por conta de outrem" in then.soup.aside.text if then.soup.aside else False
    client.get(f"{url(person)}?on=31&on=2&on=2025", status=422)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"born": "26"}, "Escreva o ano com quatro algarismos"),
        ({"born": "2030"}, "Este dia ainda não chegou"),
        ({"born": "31/2/1984"}, "Escreva um dia, um mês ou um ano que exista"),
        ({"born": "1700"}, "Isto foi há demasiado tempo"),
        ({"since": "ontem"}, "Escreva um dia, um mês ou um ano que exista"),
        ({"spoken_language": "uk"}, "A língua e o nível andam juntos"),
        ({"spoken_level": "some"}, "A língua e o nível andam juntos"),
        ({"since": "2020"}, "Não alterou nada a que este dia possa dizer respeito"),
        ({"gender": "woman", "source": ""}, "Escolha uma resposta"),
        ({"gender": "woman", "change": ""}, "Escolha uma resposta"),
        ({"gender": "x"}, "Escolha uma das respostas"),
        ({"distance": "longe"}, "Escreva um número"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_noted(
    cast: Cast, register: Register, client_for: ClientFor, wrong: dict[str, str], sentence: str
) -> None:
    person, client = register(), client_for(cast.registrar)
    page: Page = client.submit(client.get(url(person)), url(person), status=422, **wrong)
    assert sentence in page.text
    assert holding(person) == {}


def test_two_who_note_at_once_lose_nothing(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.registrar)
    note(cast, person, born="1984-03-27")
    page = client.get(url(person))
    note(cast, person, gender="woman", born="1984-03-28")
    both = client.submit(page, url(person), status=409, work="employed")
    assert "Alterado só por si: Situação face ao trabalho." in both.text
    client.submit(both, url(person))
    assert holding(person) == {"gender": "woman", "work": "employed", "born": "1984-03-28"}


def test_what_was_typed_stands_there_as_it_was_typed(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register(), client_for(cast.registrar)
    page = client.submit(client.get(url(person)), url(person), status=422, born="3/1984", distance="longe")
    assert page.form(url(person))["born"] == "3/1984"


def test_a_slip_is_taken_back_on_the_page(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(birth_year=1984), client_for(cast.registrar)
    fact = db.session.scalars(select(Fact).where(Fact.kind == "born")).one()
    client.submit(client.get(url(person)), f"{url(person)}/{fact.id}/withdrawal")
    page = client.get(url(person))
    assert holding(person) == {}
    assert "Estava errado" in page.text
    client.submit(page, f"{url(person)}/{fact.id}/restoration")
    assert holding(person) == {"born": "1984"}
    client.post(f"{url(person)}/{new_id()}/withdrawal", status=404)
    client.post(f"{url(person)}/{new_id()}/restoration", status=404)
    client_for(cast.stranger).get(url(person), status=404)


def test_for_a_minor_answers_who_represents_them(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Tiago Prata"), client_for(cast.registrar)
    note(cast, person, born="2008")
    ask = f"/participants/{person.id}/consents/ask/matching"
    assert "Esta pessoa pode ser menor de idade" in client.get(ask).text
    note(cast, person, born="2008-12-24")
    page = client.get(ask)
    assert "Só pode responder quem a representa" in page.text
    assert not page.soup.find("button", attrs={"name": "answer"})
    fields = {"request_key": str(new_id()), "given_how": "spoken", "answer": "yes"}
    client.post(ask, fields, status=422)
    with pytest.raises(NoRepresentative), writing():
        agree(cast, person)
    note(cast, person, representative="Rosa Prata, a mãe")
    page = client.get(ask)
    assert "Responde quem a representa: Rosa Prata, a mãe." in page.text
    client.submit(page, ask, answer="yes")
    consent = db.session.scalars(select(Consent)).one()
    assert consent.answered_by == "Rosa Prata, a mãe"
    paper = client.get(f"/participants/{person.id}/consents/{consent.id}/notice")
    assert "Assinatura de Rosa Prata, a mãe, se quiser" in paper.text


def test_of_age_people_answer_themselves(cast: Cast, register: Register) -> None:
    for born in ("2008-11-30", "2008", "1984", ""):
        person = register()
        note(cast, person, born=born, representative="Rosa Prata")
        with writing():
            assert agree(cast, person).answered_by == ""


def agree(cast: Cast, person: Participant) -> Consent:
    return give_consent(
        cast.facilitator.actor,
        consent_id=new_id(),
        participant=person,
        purpose="matching",
        language="pt",
        given_how="spoken",
    )
