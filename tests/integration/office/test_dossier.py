"""A person asks for their data: what they get, who may give it, what is kept of it, and nothing of others."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.people.facts.queries import list_facts
from app.people.households.operations import live_together
from app.people.identifiers.models import NationalIdentifier
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.people.operations.facts import withdraw_fact
from app.people.operations.identifiers import note_identifier
from app.people.operations.records import edit_participant
from app.people.operations.rights import restrict
from app.people.operations.sealing import seal, unseal
from app.skills.operations.claims import claim_inventory
from app.skills.operations.returns import move_inventory
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import cost
from tests.factories.one_of_each import clerk, list_of, making, saved_list
from tests.integration.office.conftest import ClientFor, MakeList, Register

HERE = {"reason": "here"}


def ask(client: PageClient, person: Participant, *, status: int = 200, **fields: str) -> Any:
    """What comes of asking for a person's data."""
    sent = {"language": "uk", **HERE, "request_key": str(new_id()), **fields}
    path = f"/participants/{person.id}/data"
    return client.post(path, sent, status=status)


def files_of(client: PageClient, person: Participant, language: str = "uk") -> dict[str, bytes]:
    answer = ask(client, person, language=language).response
    with ZipFile(BytesIO(answer.get_data())) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


def sections_of(files: dict[str, bytes]) -> dict[str, Any]:
    sections: dict[str, Any] = json.loads(files["dados.json"])["sections"]
    return {key: each["rows"] for key, each in sections.items()}


def exports() -> list[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.action == "participant.exported")
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


def test_a_person_gets_a_page_a_paper_and_a_file_for_programs(
    desk: PageClient, register: Register, make_list: MakeList
) -> None:
    person = register("Олена Коваль", language="uk", agrees=True, note="Gosta de vir de manhã.")
    make_list(person)
    files = files_of(desk, person)
    assert [*files] == ["dados.html", "dados.pdf", "dados.json", "dados.schema.json"]
    page = BeautifulSoup(files["dados.html"], "html.parser")
    assert page.html
    assert page.html["lang"] == "uk"
    assert [each.get_text() for each in page.select("h1 > span")] == ["Ваші дані", "Os seus dados"]
    assert {each["lang"] for each in page.select("dl")} == {"uk", "pt-PT"}
    assert not page.select("script, link, img, iframe, form, [src], [onclick]")
    words = " ".join(each.extract_text() for each in PdfReader(BytesIO(files["dados.pdf"])).pages)
    for said in ("Коваль", "Os seus dados", "Gosta de vir", "Пропонувати вас іншим людям"):
        assert said in words
        assert said in page.get_text()
    data, schema = json.loads(files["dados.json"]), json.loads(files["dados.schema.json"])
    Draft202012Validator(schema).validate(data)
    assert (
        data["sections"]["consents"]["rows"][0]["purpose"]["text"]["pt-PT"]
        == "Ser proposto/a a outras pessoas"
    )
    assert desk.get("/schemas/person-data-1.json", judge=False).response.get_json() == schema


def test_no_name_of_a_file_says_whose_it_is(desk: PageClient, register: Register) -> None:
    answer = ask(desk, register("Ana Única")).response
    with ZipFile(BytesIO(answer.get_data())) as folder:
        told = " ".join([answer.headers["Content-Disposition"], *folder.namelist()])
        assert {each.external_attr >> 16 for each in folder.infolist()} == {0o644}, "nobody can open them"
    assert "nica" not in told
    assert answer.headers["Cache-Control"] == "no-store"


def test_arabic_stands_on_the_right_and_portuguese_alone_once(desk: PageClient, register: Register) -> None:
    person = register("فاطمة الزهراء", language="ar")
    page = BeautifulSoup(files_of(desk, person, language="ar")["dados.html"], "html.parser")
    assert [(each["lang"], each["dir"]) for each in page.select(".row dl")[:2]] == [
        ("pt-PT", "ltr"),
        ("ar", "rtl"),
    ]
    alone = BeautifulSoup(files_of(desk, person, language="pt")["dados.html"], "html.parser")
    assert {each["lang"] for each in alone.select(".row dl")} == {"pt-PT"}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("stranger_coordinator", 404),
        ("stranger", 404),
        ("registrar", 403),
        ("observer", 403),
        ("administrator", 403),
    ],
)
def test_the_wrong_one_who_asks_gets_nothing(
    client_for: ClientFor, cast: Cast, register: Register, who: str, status: int
) -> None:
    person = register("Ana Alheia")
    client = client_for(Person(who))
    client.get(f"/participants/{person.id}/data", status=status)
    assert b"PK" not in ask(client, person, status=status).response.get_data()[:2]
    assert not exports()


def test_a_protected_person_is_opened_with_a_reason_first(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    person = register("Ermelinda Guardada", sealed=True)
    client_for(cast.facilitator).get(f"/participants/{person.id}/data", status=404)
    coordinator = client_for(cast.coordinator)
    assert "/opening" in ask(coordinator, person, status=303).response.location
    assert not exports()
    coordinator.post(f"/participants/{person.id}/opening", {"reason": "called", "request_key": str(new_id())})
    acts = sections_of(files_of(coordinator, person))["acts"]
    opened = [each for each in acts if each["what"]["value"] == "participant.opened_sealed"]
    assert opened[-1]["reason"]["text"]["pt-PT"] == "A pessoa telefonou ou escreveu"
    assert opened[-1]["by"]["value"] == cast.coordinator.actor.name


def test_that_it_was_given_is_kept_and_told(desk: PageClient, cast: Cast, register: Register) -> None:
    person = register("Ana Alves")
    refused = ask(desk, person, status=422, reason="because")
    assert refused.response.content_type.startswith("text/html")
    ask(desk, person, status=422, language="xx")
    assert not exports()
    ask(desk, person)
    noted = exports()
    assert [(each.actor_id, each.subject_id, each.detail) for each in noted] == [
        (cast.facilitator.id, person.id, {"reason": "here"})
    ]
    assert desk.get(f"/participants/{person.id}/history").soup.find(
        string="Os dados foram entregues à pessoa em ficheiro"
    )
    acts = sections_of(files_of(desk, person))["acts"]
    given = [each for each in acts if each["what"]["value"] == "participant.exported"]
    assert given[0]["reason"]["text"]["uk"] == "Людина була присутня"


def test_what_was_corrected_shows_who_did_and_what_it_was(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    """The old name is gone from the record; what was wrong among the facts stays, as taken back."""
    person = register("Ana Alvez", birth_year=1961)
    actor = clerk(cast.here, cast.colleague.id)
    with making():
        fact = next(each for each in list_facts(person.id) if each.kind == "born")
        withdraw_fact(actor, participant=person, fact=fact)
        edit_participant(actor, participant=person, version=person.version, name="Ana Alves")
    sections = sections_of(files_of(desk, person))
    (edited,) = [each for each in sections["acts"] if each["what"]["value"] == "participant.edited"]
    assert (edited["by"]["value"], edited["fields"]["text"]["pt-PT"]) == ("Colleague", "Nome")
    (wrong,) = [each for each in sections["facts"] if each["withdrawn_at"]["value"]]
    assert (wrong["value"]["value"], wrong["withdrawn_by"]["value"]) == ("1961", "Colleague")
    assert sections["record"][0]["name"]["value"] == "Ana Alves"


def test_acts_are_said_in_words_and_once_a_day(
    desk: PageClient, register: Register, make_list: MakeList
) -> None:
    person = register("Ana Alves")
    make_list(person)
    acts = sections_of(files_of(desk, person))["acts"]
    (answered,) = [each for each in acts if each["what"]["value"] == "entry.answered"]
    assert answered["what"]["text"]["uk"] == "Відповіді на картки"
    assert answered["fields"]["text"]["pt-PT"] == "Quantas vezes"
    assert answered["times"]["value"] > 1


def test_nothing_of_others_is_in_it(desk: PageClient, cast: Cast, register: Register) -> None:
    """Not of whoever's list was first received for them, nor of whoever has the same telephone."""
    person, other = register("Ana Alves"), register("Berta Outra Pessoa", note="Segredo da Berta")
    actor = clerk(cast.here, cast.colleague.id)
    with making():
        for each in (person, other):
            add_contact(actor, contact_id=new_id(), participant=each, kind="phone", value="912345678")
        inventory = saved_list(actor)
        claim_inventory(actor, inventory=inventory, participant=person)
        move_inventory(actor, inventory=inventory, participant=other)
        list_of(actor, participant_id=person.id)
    files = files_of(desk, person)
    words = " ".join(each.extract_text() for each in PdfReader(BytesIO(files["dados.pdf"])).pages)
    for told in (files["dados.html"].decode(), files["dados.json"].decode(), words):
        assert "Berta" not in told
        assert str(other.id) not in told
    assert len(sections_of(files)["lists"]) == 1


def test_with_whom_they_live_is_a_number_and_of_nobody_sealed(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    person, others = register("Ana Alves"), [register("Berta Alves"), register("Carla Alves")]
    with making():
        for other in others:
            live_together(clerk(cast.here, cast.colleague.id), member_id=new_id(), person=person, other=other)
    (home,) = sections_of(files_of(desk, person))["homes"]
    assert (home["others"]["value"], home["is_contact"]["value"]) == (2, True)
    with making():
        seal(clerk(cast.here, cast.colleague.id), participant=others[1], reason="risk_to_person")
    files = files_of(desk, person)
    (home,) = sections_of(files)["homes"]
    assert home["others"]["value"] == 1
    for other in others:
        assert other.name not in files["dados.html"].decode()
        assert str(other.id) not in files["dados.json"].decode()


def test_numbers_and_notes_that_are_kept_encrypted_are_given_open(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    person = register("Ana Alves", note="Gosta de vir de manhã.")
    actor = clerk(cast.here, cast.colleague.id)
    with making():
        note_identifier(actor, identifier_id=new_id(), participant=person, kind="nif", digits="123456789")
        seal(actor, participant=person, reason="risk_to_person", note="Mudou de morada.")
        unseal(actor, participant=person, reason="risk_ended")
    files = files_of(desk, person)
    sections = sections_of(files)
    assert sections["identifiers"][0]["number"]["value"] == "123456789"
    assert [each["note"]["value"] for each in sections["changes"]] == ["Mudou de morada.", None]
    assert sections["record"][0]["note"]["value"] == "Gosta de vir de manhã."
    (found,) = db.session.scalars(select(NationalIdentifier).filter_by(participant_id=person.id))
    for kept in (found.number_encrypted, found.number_index):
        assert kept not in files["dados.json"].decode()


def test_data_that_rests_is_given_to_whoever_it_is_of(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    """That it is not used keeps nobody from knowing what it is (GDPR art. 15)."""
    person = register("Ana Alves")
    with making():
        restrict(cast.coordinator.actor, participant=person, reason="accuracy", asked_by="person")
    desk.get(f"/participants/{person.id}/data")
    sections = sections_of(files_of(desk, person))
    assert sections["record"][0]["restricted_at"]["value"]
    (rests,) = sections["restrictions"]
    assert rests["asked_by"]["text"]["uk"] == "Сама людина"
    assert len(exports()) == 1


def test_it_costs_as_many_queries_for_much_as_for_little(
    desk: PageClient, cast: Cast, register: Register, make_list: MakeList
) -> None:
    few, much = register("Ana Pouca"), register("Ana Muita")
    for _time in range(5):
        make_list(much)
    with making():
        for number in range(9):
            add_contact(
                clerk(cast.here, cast.colleague.id),
                contact_id=new_id(),
                participant=db.session.get_one(Participant, much.id),
                kind="phone",
                value=f"91234567{number}",
            )
    make_list(few)
    pages = [f"/participants/{each.id}/data" for each in (few, much)]
    costs = [cost(desk, page) for page in pages]
    assert costs[1] <= costs[0]
