"""Pages of circles: looked for, answered, changed, printed, met as an atelier; what is refused in words."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.core import jobs
from app.core.actor import Actor
from app.core.aside import called
from app.core.db import db
from app.initiatives.circles import solving
from app.initiatives.circles.models import Circle, CirclePlace, CircleSearch, CircleState
from app.network.parties.queries import list_organisations
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_circles import a_circle, agreed, around, learner
from tests.factories.initiatives_teams import competences
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
LOOK = "/circles/new"


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


def fresh(model: type[Any], **by: Any) -> Any:
    db.session.expire_all()
    return db.session.query(model).filter_by(**by).one()


def made(staff: Actor, count: int = 3, *, is_agreed: bool = False, **values: Any) -> str:
    """The address of a circle."""
    with making():
        around(staff, count, phone="912345678")
        circle = a_circle(staff, **values)
        if is_agreed:
            agreed(staff, circle)
        return f"/circles/{circle.id}"


def test_a_circle_of_three_is_found_and_meets(cast: Cast, client_for: ClientFor, staff: Actor) -> None:
    with making():
        around(staff, 3)
    client = client_for(cast.facilitator)
    client.submit(client.get(LOOK), LOOK, hours="6", status=422)
    search = client.submit(client.get(LOOK), LOOK).location
    page = client.get(search)
    assert "Alda Roda" in page.text
    here = f"/circles/{fresh(Circle).id}"
    for place in db.session.query(CirclePlace).all():
        client.post(f"/circle-places/{place.id}/answer", {"answer": "yes"})
    assert fresh(Circle).state == CircleState.AGREED
    atelier, when = f"{here}/atelier", f"{here}/meeting"
    hours = {"starts": "10:00", "ends": "12:00"}
    day: dict[str, Any] = {"on": ["2", "5", "2031"]}
    told: dict[str, Any] = {**hours, **day, "organisation_id": str(list_organisations(cast.here)[0].id)}
    client.submit(client.get(atelier), atelier, **told, status=422)
    client.submit(client.get(when), when, place_name="Junta de freguesia", **day)
    client.submit(client.get(atelier), atelier, **{**told, "ends": "9:00"}, status=422)
    series = client.submit(client.get(atelier), atelier, **told).location
    assert here in client.get(series).html
    page = client.get(here)
    assert series in page.html
    client.submit(page, f"{here}/atelier/withdrawal")
    assert fresh(Circle).state == CircleState.AGREED


def test_nobody_to_look_at_is_explained(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    search = client.submit(client.get(LOOK), LOOK).location
    assert fresh(CircleSearch).people == 0
    assert f"{search}/solution" in client.get(search).html


def test_what_cannot_be_is_refused_in_words(cast: Cast, client_for: ClientFor, staff: Actor) -> None:
    here = made(staff)
    client = client_for(cast.facilitator)
    place = db.session.query(CirclePlace).first()
    assert place
    url = f"/circle-places/{place.id}"
    client.post(f"{url}/answer", {"answer": "perhaps"}, status=422)
    client.submit(client.get(here), f"{url}/removal")
    assert len(fresh(Circle).members) == 3
    dropping = f"{here}/dropping"
    client.submit(client.get(dropping), dropping, reason="nonsense", status=422)
    client.submit(client.get(dropping), dropping, reason="no_time", note="Colheita")
    page = client.get(here)
    assert "Colheita" in page.text
    client.get(f"{here}/meeting", status=409)
    client.submit(page, f"{here}/return")
    assert fresh(Circle).state == CircleState.PROPOSED


def test_two_who_say_where_at_once_see_both(cast: Cast, client_for: ClientFor, staff: Actor) -> None:
    when = f"{made(staff)}/meeting"
    client = client_for(cast.facilitator)
    page = client.get(when)
    client.submit(client.get(when), when, place_name="Junta")
    client.submit(page, when, place_name="Biblioteca", status=409)
    assert fresh(Circle).place_name == "Junta"


def test_the_cards_say_whom_each_teaches_and_nobody_s_number(
    cast: Cast, client_for: ClientFor, staff: Actor
) -> None:
    here = made(staff, place_name="Junta de freguesia")
    with making():
        person = db.session.query(Participant).filter_by(name="Bento Roda").one()
        person.language = "uk"
    client = client_for(cast.facilitator)
    paper = PdfReader(BytesIO(client.get(f"{here}/cards.pdf").response.data))
    said = "\n".join(page.extract_text() for page in paper.pages)
    assert len(paper.pages) == 2
    assert "Para Alda Roda" in said
    assert "Ensina a Bento Roda" in said
    assert "Коло знань" in said
    assert "912" not in said


def test_a_protected_person_stands_on_no_page_and_no_card(
    cast: Cast, client_for: ClientFor, staff: Actor
) -> None:
    here = made(staff, is_agreed=True)
    with making():
        person = db.session.query(Participant).filter_by(name="Bento Roda").one()
        seal(staff, participant=person, reason=SEAL_REASONS[0])
    client = client_for(cast.facilitator)
    assert "Bento Roda" not in client.get(here).html
    assert "Bento Roda" not in client.get("/circles?state=dropped").text
    assert fresh(Circle).state == CircleState.DROPPED


def test_whoever_reads_initiatives_sees_circles_and_changes_none(
    cast: Cast, client_for: ClientFor, staff: Actor
) -> None:
    here = made(staff)
    client = client_for(cast.pathway_worker)
    assert f"{here}/dropping" not in client.get(here).html
    client.get(f"{here}/dropping", status=403)


def test_the_worker_looks_for_longer_and_is_found_again(
    cast: Cast, client_for: ClientFor, staff: Actor
) -> None:
    client = client_for(cast.facilitator)
    search = client.submit(client.get(LOOK), LOOK).location
    with making():
        around(staff, 3)
    task = client.submit(client.get(search), f"{search}/solution", decision="longer").location
    assert task in client.get(search).html
    jobs.run_due()
    assert fresh(CircleSearch).found == 3
    assert "Alda Roda" in client.get(search).text


def test_whoever_takes_the_consent_back_while_the_solver_runs_is_in_no_circle(
    cast: Cast, client_for: ClientFor, staff: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with making():
        one, two, three, four = competences(4)
        leaves = learner(staff, "Alda Vai", [one], [two])
        learner(staff, "Bento Fica", [two], [one, three])
        learner(staff, "Clara Fica", [three], [two])
        learner(staff, "Duarte Fica", [four], [])
        consent = db.session.query(Consent).filter_by(participant_id=leaves.id, purpose="matching").one()
        ids = leaves.id, consent.id

    def solved_meanwhile(steps: Any) -> Any:
        found = called(steps)
        with making():
            person, given = db.session.get_one(Participant, ids[0]), db.session.get_one(Consent, ids[1])
            if given.withdrawn_at is None:
                withdraw_consent(staff, participant=person, consent=given)
        return found

    monkeypatch.setattr(solving, "called", solved_meanwhile)
    client = client_for(cast.facilitator)
    search = client.submit(client.get(LOOK), LOOK).location
    page = client.get(search).text
    assert "Alda Vai" not in page
    assert "Clara Fica" in page
    assert fresh(CircleSearch).left_out == 0
