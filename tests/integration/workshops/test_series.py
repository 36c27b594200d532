"""Series and sessions: made, changed, moved from state to state."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.errors import Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.states import Transition
from app.core.unit_of_work import writing
from app.workshops import queries, services
from app.workshops.models import Session, SessionState, Workshop, WorkshopKind, WorkshopState
from app.workshops.services import Appointment, Plan
from tests.cast import Cast
from tests.factories.workshops import days, make_place, make_session, make_workshop


def plan_of(cast: Cast, **changes: object) -> Plan:
    plan = Plan(kind=WorkshopKind.ATELIER, title="Costura", organisation_id=cast.town_hall)
    return replace(plan, **changes)  # type: ignore[arg-type]


def test_a_series_is_planned_and_changed(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, state="draft", groups=["migrant", "employers"], sessions=2)
    assert [each.staff_id for each in workshop.facilitators] == [cast.facilitator.id]
    texts = {("title", "x"): "never kept", ("uk", "title"): "Шиття"}
    plan = plan_of(cast, facilitator_ids=[cast.colleague.id, cast.facilitator.id], texts=texts)
    with writing():
        services.edit_workshop(actor, workshop=workshop, version=1, plan=plan)
    db.session.expire_all()
    workshop = queries.get_workshop(actor, workshop.id)
    assert (workshop.title, workshop.version, workshop.kind) == ("Costura", 2, "atelier")
    assert [each.staff_id for each in workshop.facilitators] == [cast.colleague.id, cast.facilitator.id]
    assert [(each.lang, each.value) for each in workshop.texts] == [("uk", "Шиття")]
    assert not workshop.groups
    with pytest.raises(StaleRecord), writing():
        services.edit_workshop(actor, workshop=workshop, version=1, plan=plan)


def test_the_same_id_is_the_same_series(cast: Cast) -> None:
    actor, workshop_id = cast.facilitator.actor, new_id()
    made = []
    for _again in range(2):
        with writing():
            made.append(
                services.create_workshop(
                    actor, workshop_id=workshop_id, municipality_id=cast.here, plan=plan_of(cast)
                )
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
            services.create_workshop(
                cast.facilitator.actor,
                workshop_id=new_id(),
                municipality_id=cast.here,
                plan=plan_of(cast, **changes),
            )


def test_who_may_plan_and_who_may_look(cast: Cast) -> None:
    with writing():
        workshop = make_workshop(cast.facilitator.actor)
    assert queries.get_workshop(cast.partner_technician.actor, workshop.id) is workshop
    for person in (cast.stranger, cast.observer, cast.administrator):
        with pytest.raises(NotFound):
            queries.get_workshop(person.actor, workshop.id)
    with pytest.raises(Forbidden):
        services.end_workshop(cast.registrar.actor, workshop=workshop)


def test_states_follow_their_table_and_leave_a_trace(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, state="draft")
    with pytest.raises(IllegalTransition), writing():
        services.start_workshop(actor, workshop=workshop)
    with writing():
        for act in (services.open_workshop, services.start_workshop, services.end_workshop):
            act(actor, workshop=workshop)
    with pytest.raises(IllegalTransition), writing():
        services.cancel_workshop(actor, workshop=workshop, reason="weather")
    steps = db.session.scalars(
        select(Transition.after).where(Transition.subject_id == workshop.id).order_by(Transition.id)
    )
    assert list(steps) == ["open", "running", "ended"]


@pytest.mark.clock("2027-03-10T09:00:00+00:00")
def test_a_cancelled_series_cancels_what_is_still_ahead(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, sessions=[date(2027, 3, 3), date(2027, 3, 10), date(2027, 3, 17)])
        services.cancel_workshop(actor, workshop=workshop, reason="too_few_people")
    states = [each.state for each in queries.list_sessions(actor, workshop)]
    assert states == [SessionState.PLANNED, SessionState.CANCELLED, SessionState.CANCELLED]
    with pytest.raises(services.SeriesIsOver):
        make_session(actor, workshop, on=date(2027, 4, 1))


def test_a_session_has_its_own_time_and_place(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        workshop = make_workshop(actor, sessions=1)
        place = make_place(actor)
    session = queries.list_sessions(actor, workshop)[0]
    moved = Appointment(
        on=session.on + timedelta(days=1), starts=time(14), ends=time(17, 30), place_id=place.id
    )
    with writing():
        services.edit_session(actor, session=session, version=1, appointment=moved)
    db.session.expire_all()
    session = queries.get_session(actor, session.id)
    assert (session.minutes, session.place, session.place_name) == (210, place, "")
    short, nowhere = replace(moved, ends=time(14)), replace(moved, place_id=new_id())
    for wrong, error in ((short, services.EndsTooEarly), (nowhere, NotFound)):
        with pytest.raises(error):
            services.edit_session(actor, session=session, version=2, appointment=wrong)


def test_sessions_are_cancelled_restored_and_held(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        session = make_session(actor, make_workshop(actor, sessions=0), on=days(1)[0])
        services.cancel_session(actor, session=session, reason="weather", note="Aviso laranja")
        services.restore_session(actor, session=session)
        services.hold_session(actor, session=session)
        services.hold_session(actor, session=session)
    assert session.state == SessionState.HELD
    with pytest.raises(IllegalTransition):
        services.cancel_session(actor, session=session, reason="weather")
    with pytest.raises(NotFound):
        services.cancel_session(actor, session=session, reason="no such reason")


def test_a_list_is_narrowed(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        sewing = make_workshop(actor, title="Costura à máquina", kind="atelier", sessions=[date(2027, 5, 4)])
        make_workshop(actor, title="Projetos de vida", facilitator_ids=[cast.colleague.id], state="draft")

    def found(**filters: object) -> list[UUID]:
        page = queries.workshops_page(actor, queries.Filters(**filters))  # type: ignore[arg-type]
        return [each.id for each in page.items]

    assert len(found()) == 2
    narrowed: list[dict[str, object]] = [
        {"text": "maquina COST"},
        {"kind": "atelier"},
        {"state": WorkshopState.OPEN.value},
        {"facilitator_id": cast.facilitator.id},
        {"first": date(2027, 5, 1), "last": date(2027, 5, 31)},
    ]
    assert all(found(**filters) == [sewing.id] for filters in narrowed)
    assert not found(first=date(2027, 5, 5), last=date(2027, 5, 31))


def test_a_session_across_the_change_of_clocks_lasts_its_hours() -> None:
    night = Session(
        workshop=Workshop(), on=date(2027, 3, 28), starts=time(0, 30), ends=time(3), zone="Europe/Lisbon"
    )
    assert night.minutes == 90
