"""The list of what people learnt by taking part, gone through with them and kept at once."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from app.core.db import db, new_id
from app.people.models import Participant
from app.skills.models.inventory import EntryState, InventoryEntry
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.operations.attendance import Mark
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.attendance import PRESENT, make_running, note, sessions_of
from tests.factories.one_of_each import list_of, making

ClientFor = Callable[[Person | None], PageClient]


def test_what_was_learnt_waits_until_it_is_confirmed(cast: Cast, client_for: ClientFor) -> None:
    actor = cast.facilitator.actor
    card, other = catalogue().cards("work")[:2]
    with making():
        workshop, places = make_running(actor, "Ana", "Bento", competence_ids=[card.id])
        second, _places = make_running(actor, "Clara", competence_ids=[other.id], title="Outra")
        for place in places:
            note(actor, sessions_of(actor, workshop)[0], place)
        person = db.session.get_one(Participant, places[0].participant_id)
        list_of(actor, participant_id=person.id)  # what was only said waits elsewhere
    client = client_for(cast.facilitator)
    page = client.get(f"/learning?workshop={workshop.id}")
    assert "Ana" in page.text
    assert "Bento" in page.text
    of_ana = select(InventoryEntry).where(InventoryEntry.participant_id == person.id)
    entry = db.session.scalars(of_ana.where(InventoryEntry.state == EntryState.EVIDENCED.value)).one()
    row, gone = f"e{entry.id.hex}-level", f"e{new_id().hex}-level"
    here = f"/learning?workshop={workshop.id}"
    sent = page.form(here)
    client.post(here, sent | {row: "", "nonsense-level": "alone"})
    assert "Ana" in client.get("/learning").text
    client.post(here, sent | {row: "badly"}, status=422)
    client.post(here, sent | {row: "alone", gone: "alone"})
    db.session.expire_all()
    assert db.session.get_one(type(entry), entry.id).state == EntryState.CONFIRMED
    assert "Ana" not in client.get("/learning").text
    assert "Bento" not in client.get(f"/learning?workshop={second.id}").text
    client.get("/learning?workshop=nonsense", status=404)
    stranger = client_for(cast.stranger)
    assert "Bento" not in stranger.get("/learning").text
    stranger.get(f"/learning?workshop={workshop.id}", status=404)
    for late in (stranger, client_for(cast.colleague)):
        late.post("/learning", sent | {row: "teaches", "csrf_token": late.token()})
        db.session.expire_all()
        assert db.session.get_one(type(entry), entry.id).level == "alone"
    client_for(cast.registrar).get("/learning", status=403)


def test_who_turns_the_page_keeps_what_was_ticked(cast: Cast, client_for: ClientFor) -> None:
    actor, (card, *_others) = cast.facilitator.actor, catalogue().cards("work")
    with making():
        workshop, places = make_running(
            actor, *(f"Pessoa {at:02}" for at in range(30)), competence_ids=[card.id]
        )
        for place in places:
            note(actor, sessions_of(actor, workshop)[0], place)
    client, url = client_for(cast.facilitator), "/learning"
    first = client.get(url)
    turned = client.post(url, first.form(url) | ticked(first, url, 3) | {"then": then(first)})
    to = turned.location
    second = client.follow(turned)
    assert len(second.soup.select(".learnt > li")) == 5
    assert confirmed() == 3
    plain = client.follow(client.post(to, second.form(to) | {"then": then(second)}))
    assert not plain.soup.select(".messages"), "nothing was ticked, and nothing needs to be said"
    last = client.follow(client.post(to, second.form(to) | ticked(second, to, 25)))
    assert len(last.soup.select(".learnt > li")) == 22, "the first ones, where the page is empty by now"
    assert confirmed() == 8


def test_what_nobody_said_leaves_the_list_with_what_spoke_for_it(cast: Cast, client_for: ClientFor) -> None:
    entry, _place, _session = learnt_by_ana(cast)
    client, address = client_for(cast.facilitator), f"/inventories/{entry.inventory_id}"
    name, row = catalogue().cards("work")[0].name("pt"), f"e{entry.id.hex}"
    emptied: dict[str, Any] = {f"{row}-evidence": "", f"{row}-wish": "yes"}
    unsaid: dict[str, Any] = {f"{row}-wish": ""}
    client.submit(client.get(address), address, **emptied)
    assert left() == [("declared", "yes")], "of that something is said"
    kept = client.submit(client.get(address), address, **unsaid)
    assert left() == []
    (told,) = client.follow(kept).soup.select(".messages .notice")
    assert str(name) in told.text


def test_a_line_of_which_nothing_is_left_goes_when_attendance_is_corrected(cast: Cast) -> None:
    entry, place, session = learnt_by_ana(cast)
    with making():
        db.session.get_one(InventoryEntry, entry.id).evidence = ""  # as it was once left at the desk
    with making():
        note(cast.facilitator.actor, session, place, Mark("absent"), was=PRESENT)
    assert left() == []


def learnt_by_ana(cast: Cast) -> tuple[InventoryEntry, Enrolment, Session]:
    """What she learnt by being in a session, of which she has said nothing."""
    actor = cast.facilitator.actor
    with making():
        workshop, (place,) = make_running(actor, "Ana", competence_ids=[catalogue().cards("work")[0].id])
        session = sessions_of(actor, workshop)[0]
        note(actor, session, place)
    return db.session.scalars(select(InventoryEntry)).one(), place, session


def left() -> list[tuple[str, str | None]]:
    db.session.expire_all()
    return [(each.state, each.wish) for each in db.session.scalars(select(InventoryEntry))]


def ticked(page: Page, action: str, count: int) -> dict[str, str]:
    """The first rows of a page with an answer."""
    rows = [name for name in page.answers(action) if name.endswith("-level")]
    return dict.fromkeys(rows[:count], "alone")


def then(page: Page) -> str:
    return str(page.soup.select("button[name=then]")[0]["value"])


def confirmed() -> int:
    db.session.expire_all()
    query = select(func.count()).where(InventoryEntry.state == EntryState.CONFIRMED.value)
    return db.session.scalar(query) or 0
