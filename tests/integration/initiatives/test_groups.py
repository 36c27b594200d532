"""Initiatives: begun, through their gates and back, resting, ended."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.core import clock, feature
from app.core.actor import SYSTEM
from app.core.db import db, new_id
from app.core.errors import Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.machine import UnknownReason
from app.core.unit_of_work import writing
from app.initiatives.groups import closing
from app.initiatives.groups.checklist import gate_of, passages_of
from app.initiatives.groups.closing import Hanging
from app.initiatives.groups.gates import Answer
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.groups.operations import stages
from app.initiatives.groups.operations.initiatives import (
    Plan,
    UnknownKind,
    count_all_open,
    create_initiative,
    edit_initiative,
)
from app.initiatives.groups.operations.members import StillOpen
from app.initiatives.groups.queries import Filters, get_initiative, initiatives_page
from app.initiatives.groups.states import GOING_ON, INITIATIVE, STAGES
from app.initiatives.groups.told import Changed, changed
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_groups import a_member, a_need, an_initiative, brought_to

ClientFor = Callable[[Person | None], PageClient]
PAGES = (
    "",
    "/edit",
    "/gate",
    "/pause",
    "/closing",
    "/checklist/summary",
    "/checklist/customers_heard",
    "/checklist/cooperative_capital",
    "/members",
    "/members?q=belmira",
    "/backers/new",
    "/needs",
    "/needs?q=jardim",
)


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    """An idea of two members, with a need."""
    actor = cast.facilitator.actor
    with writing():
        found = an_initiative(actor)
        a_member(actor, found, "Belmira Seixas", share=5_000)
        a_member(actor, found, "Custódio Anes", is_invited=True)
        a_need(actor, found)
        return found


@pytest.fixture
def money_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that keeps money of initiatives says that 120 euros are open."""

    def said(kind: type, _app: object = None) -> Sequence[Hanging]:
        return [Hanging(lambda _id: ["120,00 € are granted and not received."])] if kind is Hanging else ()

    monkeypatch.setattr(closing, "declared", said)
    assert feature.declared is not said


def test_its_page_shows_the_gate_the_members_and_what_it_takes(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    page = client_for(cast.facilitator).get(f"/initiatives/{initiative.id}")
    for words in ("Belmira Seixas", "Custódio Anes", "Pequenas reparações e jardins"):
        assert words in page.text


def test_every_page_of_an_initiative_can_be_drawn(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    for page in PAGES:
        client.get(f"/initiatives/{initiative.id}{page}")
    for page in ("", "/new", "/board", ".csv", ".xlsx"):
        client.get(f"/initiatives{page}", judge="." not in page)


def test_one_is_begun_changed_and_found_by_its_words(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    answers: dict[str, Any] = {"kind": "family", "title": "Compotas da Serra", "summary": "Doces de fruta."}
    made = client.submit(client.get("/initiatives/new"), "/initiatives", **answers)
    client.submit(client.get(f"{made.location}/edit"), f"{made.location}/edit", title="Compotas e doces")
    assert "Compotas e doces" in client.get("/initiatives?q=doces+compotas").text
    assert "Compotas e doces" in client.get("/search?q=compotas").text
    assert "Compotas e doces" not in client.get("/initiatives?state=closed").text


def test_a_form_that_was_not_filled_in_keeps_what_was_typed(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.submit(
        client.get("/initiatives/new"), "/initiatives", title="Sem tipo", kind="", status=422
    )
    assert "Sem tipo" in page.html
    assert not initiatives_page(cast.facilitator.actor, Filters()).items


def test_two_who_change_one_see_both_versions(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/edit"
    mine, theirs = client.get(address), client.get(address)
    client.submit(theirs, address, title="Outro nome")
    page = client.submit(mine, address, title="O meu nome", status=409)
    assert "Outro nome" in page.text


def test_an_unknown_kind_and_people_or_places_of_elsewhere_are_refused(cast: Cast) -> None:
    actor, plan = cast.facilitator.actor, Plan(kind="family", title="Doces")
    for wrong, error in (
        (replace(plan, kind="empire"), UnknownKind),
        (replace(plan, answerable_id=cast.stranger.id), NotFound),
        (replace(plan, opportunity_id=new_id()), NotFound),
    ):
        with pytest.raises(error):
            create_initiative(actor, initiative_id=new_id(), municipality_id=cast.here, plan=wrong)
    with pytest.raises(Forbidden):
        create_initiative(actor, initiative_id=new_id(), municipality_id=cast.elsewhere, plan=plan)


def test_the_same_form_twice_is_one_initiative(cast: Cast) -> None:
    actor, the_id = cast.facilitator.actor, new_id()
    with writing():
        for _ in range(2):
            create_initiative(
                actor, initiative_id=the_id, municipality_id=cast.here, plan=Plan(kind="family", title="X")
            )
    assert initiatives_page(actor, Filters()).count == 1


def test_nobody_elsewhere_knows_of_it(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    client_for(cast.stranger).get(f"/initiatives/{initiative.id}", status=404)


def test_a_gate_with_open_items_takes_a_note_and_keeps_who_let_it_through(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.EXPLORING)
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/gate"
    page = client.submit(client.get(address), address, status=422)
    assert page.soup.select_one(".field-error")
    client.submit(client.get(address), address, note="Falámos com dez vizinhos; falta o quadro.")
    db.session.expire_all()
    (latest, *_rest) = passages_of(initiative.id)
    assert (latest.before, latest.after) == ("exploring", "planning")
    assert {"customers_heard", "canvas"} <= set(latest.open)
    assert latest.passed_by == cast.facilitator.id
    shown = client.get(f"/initiatives/{initiative.id}").text
    assert "Falámos com dez vizinhos; falta o quadro." in shown


def test_what_was_let_through_open_is_asked_again(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.PLANNING)
    gate = gate_of(initiative, date(2026, 12, 1))
    assert gate
    assert "customers_heard" in {each.item.key for each in gate.open}


def test_items_that_are_done_or_not_needed_open_the_gate(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.EXPLORING)
        gate = gate_of(initiative, date(2026, 12, 1))
        assert gate
        for at, each in enumerate(gate.open):
            answer = Answer.DONE if at % 2 else Answer.NOT_NEEDED
            stages.answer_item(actor, initiative=initiative, item=each.item.key, answer=answer)
        assert initiative.open_items == 0
        stages.pass_gate(actor, initiative=initiative, version=initiative.version)
    assert initiative.state == Stage.PLANNING
    assert passages_of(initiative.id)[0].open == []


def test_an_answer_is_taken_back(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/checklist/permits"
    before = initiative.open_items
    with writing():
        brought_to(cast.facilitator.actor, initiative, Stage.TRIAL)
        before = initiative.open_items
    client.submit(client.get(address), address, answer="done", note="Não precisa de licença.")
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).open_items == before - 1
    client.submit(client.get(address), address, answer="open")
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).open_items == before


def test_an_item_of_another_kind_or_of_none_is_not_found(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    for key in ("volunteering_insurance", "no-such-item"):
        client_for(cast.facilitator).get(f"/initiatives/{initiative.id}/checklist/{key}", status=404)


def test_a_step_that_does_not_follow_is_explained(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    address = f"/initiatives/{initiative.id}"
    page = client.get(address)
    for step in ("step-back", "resumption", "reopening"):
        told = client.post(f"{address}/{step}", status=409)
        assert INITIATIVE.name("exploring") in told.text, "what can be done instead"
    with writing():
        stages.close(
            actor, initiative=initiative, version=initiative.version, on=date(2026, 12, 1), reason="other"
        )
    for step in ("gate", "pause", "closing"):
        client.get(f"{address}/{step}", status=409)
    assert page.status == 200


@pytest.mark.parametrize("stage", GOING_ON)
def test_only_the_steps_of_the_way_are_taken(cast: Cast, initiative: Initiative, stage: str) -> None:
    """Whatever the stage, a gate leads to the next one and the way back to the one before."""
    initiative.state = str(stage)
    allowed = set(INITIATIVE.allowed(cast.facilitator.actor, initiative))
    if stage == Stage.PAUSED:
        assert allowed == {*STAGES, Stage.CLOSED}
        return
    at = STAGES.index(Stage(stage))
    beside = {*STAGES[max(0, at - 1) : at], *STAGES[at + 1 : at + 2]}
    assert allowed == {*beside, Stage.PAUSED, Stage.CLOSED}


def test_a_decision_about_what_somebody_changed_meanwhile_is_asked_again(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/pause"
    page = client.get(address)
    with writing():
        plan = Plan(kind=initiative.kind, title="Mudado")
        edit_initiative(cast.facilitator.actor, initiative=initiative, version=initiative.version, plan=plan)
    answers = {"until": ["1", "3", "2030"], "reason": "season", "note": "Volta em março."}
    again = client.submit(page, address, status=409, **answers)
    assert "Volta em março." in again.text


def test_it_rests_until_a_day_and_goes_on_where_it_was(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with writing():
        brought_to(actor, initiative, Stage.EXPLORING)
    address = f"/initiatives/{initiative.id}"
    past = {"until": ["1", "1", "2020"], "reason": "season"}
    client.submit(client.get(f"{address}/pause"), f"{address}/pause", status=422, **past)
    client.submit(
        client.get(f"{address}/pause"), f"{address}/pause", until=["1", "3", "2099"], reason="season"
    )
    assert "2099" in client.get(address).text
    client.submit(client.get(address), f"{address}/resumption")
    db.session.expire_all()
    found = get_initiative(actor, initiative.id)
    assert (found.state, found.paused_until) == (Stage.EXPLORING, None)


def test_with_money_open_it_is_not_closed_in_silence(
    cast: Cast, client_for: ClientFor, initiative: Initiative, money_is_open: None
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/closing"
    page = client.get(address)
    assert "120,00 € are granted and not received." in page.text
    answers: dict[str, Any] = {"reason": "not_viable"}
    client.submit(page, address, status=422, **answers)
    client.submit(client.get(address), address, note="A câmara recupera o subsídio.", **answers)
    assert "A câmara recupera o subsídio." in client.get(f"/initiatives/{initiative.id}").text
    client.submit(client.get(f"/initiatives/{initiative.id}"), f"/initiatives/{initiative.id}/reopening")
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).state == Stage.IDEA


def test_operations_refuse_what_pages_do_not_offer(
    cast: Cast, initiative: Initiative, money_is_open: None
) -> None:
    actor, version, today = cast.facilitator.actor, initiative.version, date(2026, 12, 1)
    with pytest.raises(StillOpen):
        stages.close(actor, initiative=initiative, version=version, on=today, reason="other")
    with pytest.raises(UnknownReason):
        stages.close(actor, initiative=initiative, version=version, on=today, reason="bored", note="x")
    with pytest.raises(StaleRecord):
        stages.pass_gate(actor, initiative=initiative, version=version - 1)
    with pytest.raises(IllegalTransition):
        stages.resume(actor, initiative=initiative)
    with pytest.raises(Forbidden):
        stages.step_back(cast.pathway_worker.actor, initiative=initiative)


def test_the_day_of_its_launch_is_kept(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.LAUNCHED)
    assert initiative.launched_on is not None
    with writing():
        stages.step_back(actor, initiative=initiative)
    assert initiative.launched_on is None


def test_whoever_listens_hears_of_every_change(cast: Cast, initiative: Initiative) -> None:
    heard: list[UUID] = []

    def listen(told: Changed) -> None:
        heard.append(told.initiative.id)

    changed.connect(listen)
    try:
        with writing():
            brought_to(cast.facilitator.actor, initiative, Stage.EXPLORING)
            a_member(cast.facilitator.actor, initiative, "Delfina Rola")
    finally:
        changed._receivers.remove(listen)  # noqa: SLF001  nobody else disconnects
    assert heard == [initiative.id] * 2


def test_the_night_counts_what_became_law(cast: Cast, initiative: Initiative) -> None:
    with writing():
        initiative.open_items = 99
    with writing():
        count_all_open(SYSTEM)
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).open_items < 99


def test_the_board_and_the_front_page_tell_what_waits(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    assert "Pequenas reparações e jardins" in client.get("/initiatives/board").text
    assert client.get("/").soup.select_one('a[href="/initiatives/board"]'), "all is done before exploring"
    with writing():
        stages.pause(
            actor,
            initiative=initiative,
            version=initiative.version,
            until=date(2099, 1, 1),
            reason="season",
        )
        initiative.paused_until = clock.today("Europe/Lisbon")
    assert client.get("/").soup.select_one('a[href="/initiatives?state=paused"]')
