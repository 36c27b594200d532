"""Project sheets: ways compared, one chosen, kept with the person, printed, nobody's change lost."""

import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.db import db
from app.people.models import Participant
from app.people.operations.sealing import add_to_team, seal
from app.workshops.projects.models import ProjectSheet
from app.workshops.projects.queries import project_sheets_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running
from tests.factories.one_of_each import list_of, making
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
DAY = {"first-first_step_by": ["10", "4", "2031"]}
WAYS = {
    **DAY,
    "first-kind": "job",
    "first-title": "Trabalhar num lar",
    "first-brings": "Cinco anos a cuidar",
    "second-kind": "own_activity",
    "second-title": "Refeições para fora",
    "second-takes": "Licença da cozinha",
    "chosen": "1",
}


@pytest.fixture
def person(cast: Cast) -> Participant:
    """Somebody with a list of competences, in a project workshop."""
    actor = cast.facilitator.actor
    with making():
        _workshop, places = make_running(actor, "Ana Invenção", title="Da ideia ao passo")
        found = db.session.get_one(Participant, places[0].participant_id)
        found.language = "uk"
        list_of(actor, participant_id=found.id)
    return found


def new(person: Participant) -> str:
    return f"/participants/{person.id}/project-sheets/new"


def write(client: PageClient, url: str, changes: Mapping[str, object], *, status: int = 303) -> str:
    page = client.get(url)
    return client.post(url, {**page.form(url), **changes}, status=status).location


def test_a_sheet_is_written_changed_and_printed(
    cast: Cast, client_for: ClientFor, person: Participant
) -> None:
    client = client_for(cast.facilitator)
    page = client.get(new(person))
    series = page.soup.select('select[name=workshop] option[value]:not([value=""])')
    url = write(client, new(person), {**WAYS, "workshop": str(series[0]["value"])})
    sheet = project_sheets_of(cast.facilitator.actor, person.id)[0]
    assert [each.title for each in sheet.alternatives] == ["Trabalhar num lar", "Refeições para fora"]
    assert (sheet.chosen, sheet.version, sheet.workshop_id is not None) == (1, 1, True)
    assert client.get(url).form(url)["second-title"] == "Refeições para fora"
    write(client, url, {**DAY, "third-kind": "together", "third-title": "Com duas vizinhas", "chosen": ""})
    db.session.expire_all()
    sheet = db.session.get_one(ProjectSheet, sheet.id)
    assert (len(sheet.alternatives), sheet.chosen, sheet.version) == (3, None, 2)
    document = client.get(f"{url}/sheet.pdf", judge=False).response.data
    text = " ".join(PdfReader(io.BytesIO(document)).pages[0].extract_text().split())
    for words in ("Ficha de projeto", "Аркуш проєкту", "Ana Invenção", "Licença da cozinha", "Com duas"):
        assert words in text
    assert "Trabalhar num lar" in client.get(f"/participants/{person.id}/project-sheets").text


def test_the_date_of_a_first_step_comes_back_on_the_day_page(
    cast: Cast, client_for: ClientFor, person: Participant
) -> None:
    """A week before, to whoever wrote the sheet or works with the person; of a chosen way only."""
    client, today = client_for(cast.facilitator), clock.today("Europe/Lisbon")
    near, far = today + timedelta(days=5), today + timedelta(days=40)
    days = {"first-first_step_by": parts(far), "second-first_step_by": parts(near)}
    url = write(client, new(person), {**WAYS, **days, "second-first_step": "Telefonar à câmara"})
    link = client.get("/").soup.select_one('#to-complete a[href="/first-steps"]')
    assert link is not None
    assert link.text.startswith("1 ")
    page = client.get("/first-steps")
    assert "Telefonar à câmara" in page.text
    assert page.soup.select_one(f'a[href="{url}"]')
    assert "Telefonar" not in client_for(cast.colleague).get("/first-steps").text
    assert "Telefonar" not in client_for(cast.stranger).get("/first-steps").text
    write(client, url, {**days, "chosen": "0"})
    assert "Telefonar" not in client.get("/first-steps").text
    write(client, url, {**days, "chosen": "1"})
    assert "Telefonar" in client.get("/first-steps").text
    with making():
        add_to_team(cast.coordinator.actor, participant=person, staff_id=cast.facilitator.id)
        seal(cast.coordinator.actor, participant=person, reason="risk_to_person")
    assert "Telefonar" not in client.get("/first-steps").text, "their own words open with a reason only"


def parts(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


def test_competences_of_the_list_are_put_in_by_ticking(
    cast: Cast, client_for: ClientFor, person: Participant
) -> None:
    client = client_for(cast.facilitator)
    page = client.get(new(person))
    offered = [str(each["value"]) for each in page.soup.select('input[name="offered-0"]')]
    assert len(offered) >= 2
    ticked = {**page.form(new(person)), "first-brings": "Paciência", "offered-0": offered[:2], "take_in": "0"}
    taken = client.post(new(person), ticked, status=200)
    assert taken.form(new(person))["first-brings"].strip().splitlines() == ["Paciência", *offered[:2]]
    assert not project_sheets_of(cast.facilitator.actor, person.id)


def test_one_way_is_no_comparison(cast: Cast, client_for: ClientFor, person: Participant) -> None:
    client = client_for(cast.facilitator)
    wrong_ones: tuple[Mapping[str, object], ...] = (
        {"first-title": "Só uma"},
        {**WAYS, "first-kind": "lottery"},
        {**WAYS, "second-kind": ""},
        {**WAYS, "second-takes": "x" * 1_001},
        {**WAYS, "first-first_step_by": ["31", "2", "2031"]},
    )
    for wrong in wrong_ones:
        write(client, new(person), wrong, status=422)
    assert not project_sheets_of(cast.facilitator.actor, person.id)


def test_of_two_changes_the_second_is_refused(cast: Cast, client_for: ClientFor, person: Participant) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    url = write(first, new(person), WAYS)
    theirs = second.get(url)
    write(first, url, {**DAY, "first-title": "Outra coisa"})
    both = second.post(url, {**theirs.form(url), **DAY, "first-title": "Perdida?"}, status=409)
    assert versions_on(both) == [("Outra coisa", "Perdida?")]
    assert both.form(url)["first-title"] == "Perdida?"
    assert first.get(url).form(url)["first-title"] == "Outra coisa"
    second.post(url, {**both.form(url), **DAY})
    assert first.get(url).form(url)["first-title"] == "Perdida?"


def test_sheets_are_found_by_those_who_find_the_person(
    cast: Cast, client_for: ClientFor, person: Participant
) -> None:
    url = write(client_for(cast.facilitator), new(person), WAYS)
    for address in (url, f"{url}/sheet.pdf", new(person), f"/participants/{person.id}/project-sheets"):
        client_for(cast.stranger).get(address, status=404)
        client_for(cast.registrar).get(address, status=403)
    with making():
        seal(cast.coordinator.actor, participant=person, reason="risk_to_person")
    client_for(cast.colleague).get(url, status=404)
