"""People who gave a name are worked off in one table, and every act is taken back as it was done."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core import clock, jobs
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.unit_of_work import writing
from app.people.duplicates.models import NotSame
from app.people.models import Participant
from app.people.operations.rights import restrict
from app.people.operations.unverified import Act
from app.workshops.attendance.operations.attendance import Change, Mark, note_attendance
from app.workshops.confirming import queries
from app.workshops.confirming.operations import confirm_some, take_back
from app.workshops.confirming.queries import Narrowed
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.queries.series import list_sessions
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.enrolments import confirmed_as_new, leave_name, make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
NEW = ("Anatólio Bexiga", "Zulmira Carrapato", "Quitéria Faneca")
TABLE = "/people-to-confirm"


@pytest.fixture
def series(cast: Cast) -> Workshop:
    with making():
        return make_workshop(
            clerk(cast.here, cast.colleague.id), state="running", sessions=[date(2026, 3, 2)]
        )


@pytest.fixture
def people(cast: Cast, series: Workshop) -> dict[str, Participant]:
    """Three who are clearly new, one who is surely known, one who may be, and one who gave a name twice."""
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        make_person(staff, "Rosa Verdade", phone="+351912345678")
        make_person(staff, "Ermelinda Papoila", birth_year=1950)
        made = {name: leave_name(staff, series, name) for name in NEW}
        made["sure"] = leave_name(staff, series, "Rosa Verdade", contact="912345678")
        made["unsure"] = leave_name(staff, series, "Ermelinda Papoila")
        made["twice"], made["again"] = (leave_name(staff, series, "Gualter Pimpão") for _ in range(2))
    return made


def still_waiting() -> set[str]:
    db.session.rollback()
    rows = select(Participant.name).where(Participant.unverified_since.is_not(None))
    return set(db.session.scalars(rows))


@pytest.mark.usefixtures("people")
def test_the_table_says_what_is_clear_and_where_they_gave_their_name(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    client = client_for(cast.registrar)
    lines = client.get(TABLE).soup.select("tbody tr")
    assert len(lines) == 7
    rows = {line.select("th")[0].get_text(strip=True): line for line in lines}
    for name in NEW:
        assert rows[name].select_one(".tag-good")
        assert series.title in rows[name].text
    assert rows["Rosa Verdade"].select_one(".tag-petrol")
    assert rows["Ermelinda Papoila"].select_one(".tag-ochre")
    assert rows["Gualter Pimpão"].select_one(".tag-ochre"), "one name that waits twice is nobody new yet"
    for sort, names in {"new": set(NEW), "sure": {"Rosa Verdade"}}.items():
        shown = client.get(f"{TABLE}?clear={sort}").soup.select("tbody tr th")
        assert {each.get_text(strip=True) for each in shown} == names
    client.get(f"{TABLE}?clear=perhaps", status=422)


@pytest.mark.usefixtures("people")
def test_all_who_are_clearly_new_are_confirmed_in_one_act_and_taken_back(
    cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.registrar)
    client.submit(client.get(TABLE), f"{TABLE}/confirmations")
    left = {"Rosa Verdade", "Ermelinda Papoila", "Gualter Pimpão"}
    assert still_waiting() == left
    done = client.get(f"{TABLE}/confirmed")
    (form,) = done.soup.select("tbody form")
    client_for(cast.facilitator).post(str(form["action"]), status=404)
    client.submit(done, str(form["action"]))
    assert still_waiting() == left | set(NEW)
    client.post(str(form["action"]), status=404)
    assert not client.get(f"{TABLE}/confirmed").soup.select("tbody form")


def test_who_became_like_somebody_since_the_page_was_drawn_is_not_confirmed(
    cast: Cast, client_for: ClientFor, people: dict[str, Participant]
) -> None:
    client = client_for(cast.registrar)
    drawn = client.get(TABLE)
    with making():
        make_person(clerk(cast.here, cast.colleague.id), NEW[0])
    client.submit(drawn, f"{TABLE}/confirmations")
    assert NEW[0] in still_waiting()
    assert NEW[1] not in still_waiting()


def test_the_sure_and_the_unsure_are_decided_one_by_one(
    cast: Cast, client_for: ClientFor, people: dict[str, Participant]
) -> None:
    client = client_for(cast.registrar)
    sure = f"{TABLE}/{people['sure'].id}/identity"
    answer = client.submit(client.get(f"{TABLE}?clear=sure"), f"{sure}?clear=sure")
    assert "clear=sure" in answer.location, "the table stays as it was narrowed"
    assert "Rosa Verdade" not in still_waiting()
    unsure = f"{TABLE}/{people['unsure'].id}"
    client.submit(client.get(unsure), f"{unsure}/verification")
    assert "Ermelinda Papoila" not in still_waiting()
    assert db.session.scalar(select(func.count()).where(NotSame.withdrawn_at.is_(None))) == 1
    (form,) = client.get(f"{TABLE}/confirmed").soup.select("tbody form")
    client.post(str(form["action"]))
    assert "Ermelinda Papoila" in still_waiting()
    # That they are two people was part of the act: it is asked anew.
    assert db.session.scalar(select(func.count()).where(NotSame.withdrawn_at.is_(None))) == 0
    assert client.get(unsure).soup.select(f"form[action='{unsure}/identity']")


def test_those_of_one_session_are_shown_and_confirmed_apart(
    cast: Cast, client_for: ClientFor, series: Workshop, people: dict[str, Participant]
) -> None:
    actor = cast.facilitator.actor
    (session,) = list_sessions(actor, series)
    with writing():
        place = queries.whence_by_person([people[NEW[1]].id])[people[NEW[1]].id][0].enrolment
        change = Change(session.id, place.id, Mark(), Mark("present"))
        note_attendance(actor, workshop=series, changes=[change])
    client = client_for(cast.registrar)
    address = f"{TABLE}?session={session.id}"
    page = client.get(address)
    assert [each.get_text(strip=True) for each in page.soup.select("tbody th")] == [NEW[1]]
    assert page.soup.select_one(f"#session option[value='{session.id}'][selected]")
    client.submit(page, f"{TABLE}/confirmations?session={session.id}")
    assert set(NEW) - still_waiting() == {NEW[1]}
    client.get(f"{TABLE}?series={new_id()}")
    client.get(f"{TABLE}?series=none", status=422)


def test_more_than_a_page_are_confirmed_by_a_task(
    cast: Cast, client_for: ClientFor, people: dict[str, Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "SIZE", 2)
    client = client_for(cast.registrar)
    first = client.get(TABLE)
    assert len(first.soup.select("tbody tr")) == 2
    answer = client.submit(first, f"{TABLE}/confirmations")
    assert "/tasks/" in answer.location
    assert set(NEW) <= still_waiting()
    jobs.run_due()
    assert not set(NEW) & still_waiting()
    act = UUID(answer.location.rpartition("/")[2])
    with writing():
        assert take_back(cast.registrar.actor, act_id=act) == len(NEW)


def test_whose_data_rests_and_who_was_merged_since_stay_as_they_are(
    cast: Cast, people: dict[str, Participant]
) -> None:
    actor = cast.coordinator.actor
    with writing():
        resting = db.session.get_one(Participant, people[NEW[0]].id)
        restrict(actor, participant=resting, reason="accuracy", asked_by="person")
        _looked, confirmed, _older = confirm_some(actor, act=Act(new_id(), clock.now()), narrowed=Narrowed())
    assert confirmed == 2
    assert NEW[0] in still_waiting()


@pytest.mark.usefixtures("people")
def test_the_table_costs_the_same_with_more_people(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    client, staff = client_for(cast.registrar), clerk(cast.here, cast.colleague.id)
    few = cost(client, TABLE)
    with making():
        for number in range(40):
            leave_name(staff, series, f"Odorico {chr(65 + number)}ernache", contact=f"96234{number:04}")
            make_person(staff, f"Odorico {chr(65 + number)}ernaxe")
    assert cost(client, TABLE) == few
    assert few <= AT_MOST


def test_only_who_did_it_takes_it_back(cast: Cast) -> None:
    with making():
        act = confirmed_as_new(cast.registrar.actor)
    with writing(), pytest.raises(NotFound):
        take_back(cast.coordinator.actor, act_id=act)
    with writing():
        assert take_back(cast.registrar.actor, act_id=act) == 1
