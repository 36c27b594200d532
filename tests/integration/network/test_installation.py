"""The installation of the programme: begun, planned, shown by what was really done, copied."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.core.evidence import evidence
from app.core.permission import Permission
from app.network.installation.models import Installation, InstallationStep
from app.network.installation.operations.installation import BegunAlready, set_aside
from app.network.installation.operations.pointers import take_off
from app.network.installation.overview import overview
from app.network.installation.panels import waiting
from app.network.installation.progress import Standing
from app.network.installation.queries.installation import find_installation, get_source, list_sources
from app.network.meetings.models.meeting import MeetingState
from app.network.meetings.operations import meetings
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.installation import an_installation, plan, point_to, step_of
from tests.factories.meetings import ZONE, make_meeting
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
URL = "/installation"
KEY = "information_meetings"


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def elsewhere(cast: Cast) -> Actor:
    return clerk(cast.stranger_coordinator.actor.here(), cast.stranger_coordinator.id)


def both(here: Actor, there: Actor) -> Actor:
    """Somebody with rights in two municipalities, working in the second."""
    return replace(there, id=here.id, grants={**here.grants, **there.grants})


def begun(actor: Actor, **options: Any) -> Installation:
    with making():
        return an_installation(actor, **options)


def stands(actor: Actor, key: str = KEY) -> Standing:
    db.session.expire_all()
    found = find_installation(actor)
    assert found
    whole = overview(actor, found, clock.today(ZONE))
    return next(each.standing for each in whole.steps if each.step.key == key)


def test_a_step_is_done_when_what_it_points_to_was_done_and_nobody_ticks_it(actor: Actor) -> None:
    installation = begun(actor)
    step = step_of(installation, KEY)
    assert stands(actor) is Standing.NOT_BEGUN
    with making():
        planned = make_meeting(actor)
        point_to(actor, step, "meeting", planned.id)
    assert stands(actor) is Standing.UNDER_WAY
    with making():
        meetings.hold(actor, meeting=planned, began=planned.starts)
    assert stands(actor) is Standing.DONE
    with making():
        pointer_id = point_to(actor, step, "meeting", make_meeting(actor, title="Mais uma").id)
    assert stands(actor) is Standing.UNDER_WAY
    with making():
        plan(actor, step, due_on=clock.today(ZONE) - timedelta(days=1))
    assert stands(actor) is Standing.LATE
    with making():
        pointer = next(each for each in step.pointers if each.id == pointer_id)
        take_off(actor, step=step, pointer=pointer)
    assert stands(actor) is Standing.DONE


def test_whoever_may_not_know_of_a_thing_sees_the_same_progress_and_no_title(actor: Actor) -> None:
    installation = begun(actor)
    with making():
        session = make_workshop(actor, title="Formação de animadores")
    blind = replace(actor, grants={actor.here(): frozenset({Permission.PARTNERSHIP_READ})})
    ids = [session.id]
    for who, title in ((actor, "Formação de animadores"), (blind, "")):
        found = evidence()["series"].shown(who, installation.municipality_id, ids)[session.id]
        assert (found.title, found.is_done) == (title, False)


@pytest.mark.parametrize("kind", ["session", "series", "meeting", "protocol", "invitation", "contribution"])
def test_things_of_another_municipality_are_neither_offered_nor_pointed_to(
    kind: str, actor: Actor, elsewhere: Actor
) -> None:
    step = step_of(begun(actor), KEY)
    with making():
        theirs = make_meeting(elsewhere)
    everywhere = both(elsewhere, actor)
    assert theirs.id not in evidence()[kind].offered(everywhere, actor.here(), "")
    assert not evidence()[kind].shown(everywhere, actor.here(), [theirs.id])
    with pytest.raises(NotFound), making():
        point_to(everywhere, step, kind, theirs.id)


def test_words_narrow_what_is_offered(actor: Actor) -> None:
    with making():
        wanted, other = (make_meeting(actor, title=title) for title in ("Reunião sénior", "Plenário"))
    found = evidence()["meeting"].offered(actor, actor.here(), "senior")
    assert wanted.id in found
    assert other.id not in found


def test_the_same_thing_stands_in_a_step_once(actor: Actor) -> None:
    step = step_of(begun(actor), KEY)
    with making():
        meeting = make_meeting(actor)
        first, second = (point_to(actor, step, "meeting", meeting.id) for _time in range(2))
    assert first == second


def test_a_municipality_has_one_installation(actor: Actor) -> None:
    begun(actor)
    with pytest.raises(BegunAlready):
        begun(actor)


def test_the_list_of_another_municipality_comes_with_its_days_and_without_its_people(
    actor: Actor, elsewhere: Actor
) -> None:
    launch = date(2026, 3, 1)
    first = begun(actor, launch_on=launch)
    with making():
        planned = {"starts_on": date(2026, 1, 10), "due_on": date(2026, 2, 20), "cents": 900, "hours": 12}
        step = step_of(first, KEY)
        plan(actor, step, owner_id=actor.id, note="A Rosa trata disto.", **planned)
        point_to(actor, step, "meeting", make_meeting(actor).id)
        set_aside(actor, step=step_of(first, "money"), why="Já está pago.")
    where = both(actor, elsewhere)
    assert [each.id for each, _name in list_sources(where)] == [first.id]
    second = begun(where, launch_on=launch + timedelta(days=30), source=get_source(where, first.id))
    copied = step_of(second, KEY)
    assert (copied.starts_on, copied.due_on) == (date(2026, 2, 9), date(2026, 3, 22))
    assert (copied.cents, copied.hours) == (900, 12)
    assert (copied.owner_id, copied.note, copied.pointers) == (None, "", [])
    assert not step_of(second, "money").is_set_aside
    assert step_of(second, "kiosk").due_on is None
    assert step_of(first, KEY).owner_id == actor.id, "the first list stays as it was"


def test_who_has_no_right_in_the_other_municipality_is_not_offered_its_list(
    actor: Actor, elsewhere: Actor
) -> None:
    first = begun(actor)
    assert not list_sources(elsewhere)
    with pytest.raises(NotFound):
        get_source(elsewhere, first.id)
    with pytest.raises(Forbidden), making():
        an_installation(elsewhere, source=first)


def past_due(actor: Actor) -> int:
    """How many steps the front page names."""
    found = [each.count for each in waiting(actor, clock.today(ZONE))]
    return sum(db.session.scalar(each) or 0 for each in found)


def test_a_step_past_its_day_is_named_to_who_sees_to_it_or_else_to_who_writes_until_something_shows_it(
    actor: Actor, cast: Cast
) -> None:
    installation, past = begun(actor), clock.today(ZONE) - timedelta(days=2)
    with making():
        plan(actor, step_of(installation, KEY), owner_id=cast.registrar.id, due_on=past)
        plan(actor, step_of(installation, "kiosk"), due_on=past)
    assert [past_due(each.actor) for each in (cast.coordinator, cast.registrar, cast.facilitator)] == [
        1,
        1,
        0,
    ]
    with making():
        meeting = make_meeting(actor, state=MeetingState.HELD)
        point_to(actor, step_of(installation, KEY), "meeting", meeting.id)
    assert past_due(cast.registrar.actor) == 0


def test_the_list_is_begun_planned_and_pointed_on_its_pages(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    assert "/installation/new" in client.get(URL).html
    page = client.get(f"{URL}/new")
    page = client.follow(client.submit(page, f"{URL}/new", launch_on=["1", "6", "2027"]))
    step = db.session.scalars(db.select(InstallationStep).filter_by(key=KEY)).one()
    at = f"{URL}/steps/{step.id}"
    page = client.get(f"{at}/edit")
    client.submit(page, f"{at}/edit", status=422, starts_on=["9", "6", "2027"], due_on=["8", "6", "2027"])
    plan_of = {"due_on": ["8", "5", "2027"], "cents": "1.050,50", "hours": "40", "note": "Na sede."}
    page = client.follow(client.submit(page, f"{at}/edit", owner_id=str(cast.coordinator.id), **plan_of))
    missing = [each for each in ("050,50", "40 ", "Na sede.", "Coordinator") if each not in page.text]
    assert not missing, page.soup.select_one(f"#{KEY}")
    with making():
        meeting = make_meeting(clerk(cast.here, cast.coordinator.id), title="Encontro de parceiros")
    page = client.get(f"{at}/things/meeting?q=encontro")
    client.submit(page, f"{at}/things/meeting?q=encontro", status=422, thing_id=str(new_id()))
    page = client.follow(client.submit(page, f"{at}/things/meeting?q=encontro", thing_id=str(meeting.id)))
    assert page.soup.select_one(f'a[href="/meetings/{meeting.id}"]')
    pointer = db.session.scalars(db.select(InstallationStep).filter_by(key=KEY)).one().pointers[0]
    page = client.follow(client.submit(page, f"{at}/things/{pointer.id}/removal"))
    assert not page.soup.select_one(f'a[href="/meetings/{meeting.id}"]')
    page = client.get(f"{at}/setting-aside")
    page = client.follow(client.submit(page, f"{at}/setting-aside", why="Já se conhecem todos."))
    assert "Já se conhecem todos." in page.text
    page = client.follow(client.submit(page, f"{at}/return"))
    assert "Na sede." in page.text


def test_the_second_of_two_who_plan_a_step_sees_both(cast: Cast, client_for: ClientFor) -> None:
    actor = clerk(cast.here, cast.coordinator.id)
    step = step_of(begun(actor), KEY)
    client, address = client_for(cast.coordinator), f"{URL}/steps/{step.id}/edit"
    page = client.get(address)
    with making():
        plan(actor, step, note="Escrito entretanto.")
    page = client.submit(page, address, status=409, note="O meu.")
    assert "Escrito entretanto." in page.text


def test_the_day_of_the_launch_can_change(cast: Cast, client_for: ClientFor) -> None:
    begun(clerk(cast.here, cast.coordinator.id))
    client = client_for(cast.coordinator)
    page = client.get(f"{URL}/launch")
    page = client.follow(client.submit(page, f"{URL}/launch", launch_on=["2", "2", "2028"]))
    assert "2 de fevereiro de 2028" in page.text


def test_whoever_looks_on_reads_no_names_and_changes_nothing(cast: Cast, client_for: ClientFor) -> None:
    actor = clerk(cast.here, cast.coordinator.id)
    with making():
        plan(actor, step_of(an_installation(actor), KEY), owner_id=cast.coordinator.id)
    page = client_for(cast.observer).get(URL)
    assert "Coordinator" not in page.text
    assert not page.soup.select("main form, main a[href*='/steps/']")
    for ending in ("csv", "xlsx"):
        client_for(cast.observer).get(f"{URL}.{ending}")
    assert "Coordinator" not in client_for(cast.observer).get(f"{URL}.csv").response.get_data(as_text=True)
    assert "Coordinator" in client_for(cast.coordinator).get(f"{URL}.csv").response.get_data(as_text=True)


def test_a_list_that_nobody_began_is_an_empty_file(cast: Cast, client_for: ClientFor) -> None:
    lines = client_for(cast.coordinator).get(f"{URL}.csv").response.get_data(as_text=True).splitlines()
    assert len(lines) == 1


def test_a_kind_that_the_step_does_not_ask_for_has_no_page(cast: Cast, client_for: ClientFor) -> None:
    step = step_of(begun(clerk(cast.here, cast.coordinator.id)), KEY)
    client_for(cast.coordinator).get(f"{URL}/steps/{step.id}/things/terminal", status=404)
    client_for(cast.coordinator).get(f"{URL}/steps/{step.id}/things/nothing", status=404)
