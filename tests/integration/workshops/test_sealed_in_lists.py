"""A list that names a protected person: who may not know of them learns nothing, their team is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.db import db, new_id
from app.people.models import Participant
from app.people.operations.openings import open_record
from app.people.operations.sealing import seal
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.enrolments import Wishes
from app.workshops.enrolments.operations.sign_ups import sign_up_by_name
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop
from tests.integration.workshops.test_enrolling_pages import decide, send

ClientFor = Callable[[Person | None], PageClient]
PROTECTED, UNKNOWN = "Zulmira Encoberta", "Quitéria Vindoura"
UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


PHONES = {PROTECTED: "912 345 678", UNKNOWN: "913 111 222"}


def a_list(name: str) -> bytes:
    return f"Nome;Ano de nascimento;Telemóvel\r\n{name};1970;{PHONES[name]}\r\n".encode()


def bring(client: PageClient, series: Workshop, name: str, **changes: Any) -> tuple[str, str]:
    """What the page of matches and the page after it say of a list with one name."""
    matches = send(client, series, a_list(name), "inscritos.csv")
    sent = decide(matches, series) | changes
    after = client.follow(client.post(f"/workshops/{series.id}/enrolments", sent))
    return words(matches, name), words(after, name)


def words(page: Page, name: str) -> str:
    """The notices and forms of a page, the same for everybody's name."""
    parts = page.soup.select("main .notice, main form")
    text = UUIDS.sub("ID", " ".join(part.get_text(" ") for part in parts))
    return text.replace(name, "NAME").replace(PHONES[name], "PHONE")


@pytest.fixture
def series(cast: Cast) -> Workshop:
    with making():
        return make_workshop(clerk(cast.here, cast.colleague.id), capacity=20)


@pytest.fixture
def protected(cast: Cast, client_for: ClientFor, series: Workshop) -> Participant:
    """Somebody whom the colleague's list brought in, sealed since; the colleague is their team."""
    bring(client_for(cast.colleague), series, PROTECTED)
    with making():
        person = db.session.scalars(select(Participant).where(Participant.name == PROTECTED)).one()
        seal(clerk(cast.here, cast.colleague.id), participant=person, reason="risk_to_person")
    return person


def rows_of(person: Participant) -> list[Any]:
    """All that could change of somebody's record and place."""
    found = db.session.execute(
        select(
            Participant.version,
            Participant.last_activity_on,
            Enrolment.id,
            Enrolment.version,
            Enrolment.state,
        )
        .join(Enrolment, Enrolment.participant_id == Participant.id)
        .where(Participant.id == person.id)
    )
    return [tuple(row) for row in found]


def called(name: str) -> int:
    return (
        db.session.scalar(select(func.count()).select_from(Participant).where(Participant.name == name)) or 0
    )


def test_the_same_list_again_says_what_it_says_of_an_unknown_name(
    cast: Cast, client_for: ClientFor, series: Workshop, protected: Participant
) -> None:
    before, registrar = rows_of(protected), client_for(cast.registrar)
    for time in ("first", "second", "third"):
        assert bring(registrar, series, PROTECTED) == bring(registrar, series, UNKNOWN), time
    assert rows_of(protected) == before
    assert (called(PROTECTED), called(UNKNOWN)) == (2, 1)
    assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 3


def test_whoever_says_it_is_somebody_new_is_told_the_same(
    cast: Cast, client_for: ClientFor, series: Workshop, protected: Participant
) -> None:
    registrar, new = client_for(cast.registrar), {"who-2": ["new"]}
    for _time in range(2):
        told = [bring(registrar, series, name, **new) for name in (PROTECTED, UNKNOWN)]
        assert told[0] == told[1]


def test_naming_a_sealed_person_by_id_is_naming_nobody(
    cast: Cast, client_for: ClientFor, series: Workshop, protected: Participant
) -> None:
    registrar = client_for(cast.registrar)
    matches = send(registrar, series, a_list(UNKNOWN), "inscritos.csv")
    for wanted in (protected.id, "019c0000-0000-7000-8000-000000000000"):
        sent = decide(matches, series) | {"who-2": [str(wanted)]}
        page = registrar.post(f"/workshops/{series.id}/enrolments", sent, status=404)
        assert PROTECTED not in page.text
    assert len(rows_of(protected)) == 1


def test_the_team_is_told_until_it_has_looked(
    cast: Cast, client_for: ClientFor, series: Workshop, protected: Participant
) -> None:
    team, tag = client_for(cast.colleague), "Esteve outra vez numa lista"
    assert tag not in team.get("/").text
    bring(client_for(cast.registrar), series, PROTECTED)
    assert tag in team.get("/").text
    for other in (cast.registrar, cast.facilitator, cast.coordinator, cast.administrator):
        assert tag not in client_for(other).get("/").text
    with making():
        open_record(cast.colleague.actor, participant=protected, opening_id=new_id(), reason="coordination")
    page = team.get(f"/participants/{protected.id}")
    second = db.session.scalars(
        select(Participant.id).where(Participant.name == PROTECTED, Participant.id != protected.id)
    ).one()
    assert page.soup.select(f"a[href='/participants/{second}']")
    assert "Registrar" in page.text
    assert tag not in team.get("/").text
    bring(client_for(cast.registrar), series, PROTECTED)
    assert tag not in team.get("/").text, "the same list once more made nobody"


def test_who_may_know_of_them_gives_a_reason_first_and_loses_nothing(
    cast: Cast, client_for: ClientFor, series: Workshop, protected: Participant
) -> None:
    before, client, url = (
        rows_of(protected),
        client_for(cast.coordinator),
        f"/workshops/{series.id}/enrolments",
    )
    data = a_list(PROTECTED) + f"{UNKNOWN};;\r\n".encode()
    sent = decide(send(client, series, data, "inscritos.csv"), series)
    assert sent["who-2"] == [str(protected.id)]
    page = client.post(url, sent, status=422)
    assert page.soup.select(f"a[href='/participants/{protected.id}/opening']")
    assert decide(page, series)["who-2"] == sent["who-2"]
    assert called(UNKNOWN) == 0
    with making():
        open_record(cast.coordinator.actor, participant=protected, opening_id=new_id(), reason="coordination")
    client.post(url, decide(page, series))
    assert (called(UNKNOWN), called(PROTECTED)) == (1, 1)
    assert rows_of(protected) == before


def test_a_name_left_at_the_kiosk_is_recognised_as_a_sealed_person_only_with_a_reason(
    cast: Cast, client_for: ClientFor, series: Workshop, protected: Participant
) -> None:
    with making():
        place = sign_up_by_name(
            clerk(cast.here, cast.kiosk.id),
            enrolment_id=new_id(),
            workshop=series,
            name="Zulmira E.",
            wishes=Wishes("pt"),
        )
    url = f"/people-to-confirm/{place.participant_id}/identity"
    for person in (cast.registrar, cast.facilitator):
        client_for(person).post(url, {"known_id": str(protected.id)}, status=404)
    client = client_for(cast.coordinator)
    assert "/opening" in client.post(url, {"known_id": str(protected.id)}).location
    assert len(rows_of(protected)) == 1
    with making():
        open_record(cast.coordinator.actor, participant=protected, opening_id=new_id(), reason="coordination")
    client.post(url, {"known_id": str(protected.id)})
    assert len(rows_of(protected)) == 2
