"""Series and sessions: made, changed, moved from state to state."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.errors import Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.machine import Transition, UnknownReason
from app.core.unit_of_work import writing
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.operations.series import (
    Plan,
    cancel_workshop,
    create_workshop,
    edit_workshop,
    end_workshop,
    open_workshop,
    start_workshop,
    translate_workshop,
)
from app.workshops.planning.operations.sessions import (
    Appointment,
    EndsTooEarly,
    SeriesIsOver,
    cancel_session,
    edit_session,
    hold_session,
    restore_session,
)
from app.workshops.planning.queries.series import (
    Filters,
    get_session,
    get_workshop,
    list_sessions,
    workshops_page,
)
from tests.cast import Cast
from tests.factories.workshops import days, make_place, make_session, make_workshop


def plan_of(cast: Cast, **changes: object) -> Plan:
    plan = Plan(kind="atelier", title="Costura", organisation_id=cast.town_hall)
    return replace(plan, **changes)  # type: ignore[arg-type]


def test_a_series_is_planned_and_changed(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, state="draft", groups=["migrant", "employers"], sessions=2)
    assert [each.staff_id for each in workshop.facilitators] == [cast.facilitator.id]
    plan = plan_of(cast, facilitator_ids=[cast.colleague.id, cast.facilitator.id])
    with writing():
        edit_workshop(actor, workshop=workshop, version=1, plan=plan)
    db.session.expire_all()
    workshop = get_workshop(actor, workshop.id)
    assert (workshop.title, workshop.version, workshop.kind) == ("Costura", 2, "atelier")
    assert [each.staff_id for each in workshop.facilitators] == [cast.colleague.id, cast.facilitator.id]
    assert not workshop.groups
    with pytest.raises(StaleRecord), writing():
        edit_workshop(actor, workshop=workshop, version=1, plan=plan)


def test_a_series_is_told_in_the_languages_there_are(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor)
        translate_workshop(actor, workshop=workshop, version=1, texts={("uk", "title"): "Шиття"})
    with pytest.raises(StaleRecord), writing():
        translate_workshop(actor, workshop=workshop, version=1, texts={("uk", "title"): "Курс"})
    with pytest.raises(NotFound), writing():
        translate_workshop(actor, workshop=workshop, version=2, texts={("title", "x"): "never kept"})
    db.session.expire_all()
    workshop = get_workshop(actor, workshop.id)
    assert [(each.lang, each.value) for each in workshop.texts] == [("uk", "Шиття")]


def test_the_same_id_is_the_same_series(cast: Cast) -> None:
    actor, workshop_id = cast.facilitator.actor, new_id()
    made = []
    for _again in range(2):
        with writing():
            made.append(
                create_workshop(actor, workshop_id=workshop_id, municipality_id=cast.here, plan=plan_of(cast))
            )
    assert made[0] is made[1]


def test_only_what_the_municipality_offers_can_be_planned(cast: Cast) -> None:
    from tests.cast import id_of

    wrong: list[dict[str, object]] = [
        {"organisation_id": id_of("other_town_hall")},
        {"facilitator_ids": [cast.stranger.id]},
        {"groups": ["neighbours"]},
    ]
    for changes in wrong:
        with pytest.raises(NotFound), writing():
            create_workshop(
                cast.facilitator.actor,
                workshop_id=new_id(),
                municipality_id=cast.here,
                plan=plan_of(cast, **changes),
            )


def test_who_may_plan_and_who_may_look(cast: Cast) -> None:
    with writing():
        workshop = make_workshop(cast.facilitator.actor)
    assert get_workshop(cast.partner_technician.actor, workshop.id) is workshop
    for person in (cast.stranger, cast.observer, cast.administrator):
        with pytest.raises(NotFound):
            get_workshop(person.actor, workshop.id)
    with pytest.raises(Forbidden):
        end_workshop(cast.registrar.actor, workshop=workshop)


def test_states_follow_their_table_and_leave_a_trace(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, state="draft")
    with pytest.raises(IllegalTransition), writing():
        start_workshop(actor, workshop=workshop)
    with writing():
        for act in (open_workshop, start_workshop, end_workshop):
            act(actor, workshop=workshop)
    with pytest.raises(IllegalTransition), writing():
        cancel_workshop(actor, workshop=workshop, reason="weather")
    steps = db.session.scalars(
        select(Transition.after).where(Transition.subject_id == workshop.id).order_by(Transition.id)
    )
    assert list(steps) == ["open", "running", "ended"]


@pytest.mark.clock("2027-03-10T09:00:00+00:00")
def test_a_cancelled_series_cancels_what_is_still_ahead(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, sessions=[date(2027, 3, 3), date(2027, 3, 10), date(2027, 3, 17)])
        cancel_workshop(actor, workshop=workshop, reason="too_few_people")
    states = [each.state for each in list_sessions(actor, workshop)]
    assert states == [SessionState.PLANNED, SessionState.CANCELLED, SessionState.CANCELLED]
    with pytest.raises(SeriesIsOver):
        make_session(actor, workshop, on=date(2027, 4, 1))


def test_a_session_has_its_own_time_and_place(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, sessions=1)
        place = make_place(actor)
    session = list_sessions(actor, workshop)[0]
    moved = Appointment(
        on=session.on + timedelta(days=1), starts=time(14), ends=time(17, 30), place_id=place.id
    )
    with writing():
        edit_session(actor, session=session, version=1, appointment=moved)
    db.session.expire_all()
    session = get_session(actor, session.id)
    assert (session.minutes, session.place, session.place_name) == (210, place, "")
    short, nowhere = replace(moved, ends=time(14)), replace(moved, place_id=new_id())
    for wrong, error in ((short, EndsTooEarly), (nowhere, NotFound)):
        with pytest.raises(error):
            edit_session(actor, session=session, version=2, appointment=wrong)


def test_sessions_are_cancelled_restored_and_held(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        session = make_session(actor, make_workshop(actor, sessions=0), on=days(1)[0])
        with pytest.raises(UnknownReason):
            cancel_session(actor, session=session, reason="no such reason")
        cancel_session(actor, session=session, reason="weather", note="Aviso laranja")
        restore_session(actor, session=session)
        hold_session(actor, session=session)
        hold_session(actor, session=session)
    assert session.state == SessionState.HELD
    with pytest.raises(IllegalTransition):
        cancel_session(actor, session=session, reason="weather")


def test_what_goes_on_comes_first_by_its_next_day_and_what_is_over_last(cast: Cast) -> None:
    actor, today = cast.facilitator.actor, date(2027, 5, 10)

    def make(title: str, *on: int, state: str = WorkshopState.RUNNING) -> None:
        sessions = [today + timedelta(days=day) for day in on]
        make_workshop(actor, title=title, sessions=sessions, state=state)

    with writing():
        make("A longa", -30, 9)
        make("A passada", -30, -9)
        make("A antiga", -300)
        make("B de hoje", 0, 7)
        make("Z de amanhã", 1, state=WorkshopState.OPEN)
        make("Encerrada cedo", 20, state=WorkshopState.ENDED)
        make("Rascunho", state=WorkshopState.DRAFT)
    found = [each.title for each in workshops_page(actor, Filters(), today).items]
    current = ["B de hoje", "Z de amanhã", "A longa", "Rascunho"]
    assert found == [*current, "Encerrada cedo", "A passada", "A antiga"]


def test_a_list_is_narrowed(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        sewing = make_workshop(actor, title="Costura à máquina", kind="atelier", sessions=[date(2027, 5, 4)])
        make_workshop(actor, title="Projetos de vida", facilitator_ids=[cast.colleague.id], state="draft")

    def found(**filters: object) -> list[UUID]:
        page = workshops_page(actor, Filters(**filters), date(2027, 1, 1))  # type: ignore[arg-type]
        return [each.id for each in page.items]

    assert len(found()) == 2
    narrowed: list[dict[str, object]] = [
        {"q": "maquina COST"},
        {"kind": "atelier"},
        {"state": WorkshopState.OPEN.value},
        {"facilitator": cast.facilitator.id},
        {"first": date(2027, 5, 1), "last": date(2027, 5, 31)},
    ]
    assert all(found(**filters) == [sewing.id] for filters in narrowed)
    assert not found(first=date(2027, 5, 5), last=date(2027, 5, 31))


def test_a_session_across_the_change_of_clocks_lasts_its_hours() -> None:
    night = Session(
        workshop=Workshop(), on=date(2027, 3, 28), starts=time(0, 30), ends=time(3), zone="Europe/Lisbon"
    )
    assert night.minutes == 90
