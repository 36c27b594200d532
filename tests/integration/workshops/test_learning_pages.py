"""The list of what people learnt by taking part, gone through with them and kept at once."""

from collections.abc import Callable

from app.core.db import db, new_id
from app.people.models import Participant
from app.skills.models.inventory import EntryState
from app.skills.queries.catalogue import catalogue
from app.skills.queries.inventories import entries_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, note, sessions_of
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
    entry = next(each for each in entries_of(actor, person.id) if each.competence_id == card.id)
    row, gone = f"e{entry.id.hex}-level", f"e{new_id().hex}-level"
    client.post(f"/learning?workshop={workshop.id}", {row: "", "nonsense-level": "alone"})
    assert "Ana" in client.get("/learning").text
    client.post("/learning", {row: "badly"}, status=422)
    client.post(f"/learning?workshop={workshop.id}", {row: "alone", gone: "alone"})
    db.session.expire_all()
    assert db.session.get_one(type(entry), entry.id).state == EntryState.CONFIRMED
    assert "Ana" not in client.get("/learning").text
    assert "Bento" not in client.get(f"/learning?workshop={second.id}").text
    client.get("/learning?workshop=nonsense", status=404)
    stranger = client_for(cast.stranger)
    assert "Bento" not in stranger.get("/learning").text
    stranger.get(f"/learning?workshop={workshop.id}", status=404)
    stranger.post("/learning", {row: "teaches"})
    db.session.expire_all()
    assert db.session.get_one(type(entry), entry.id).level == "alone"
    client_for(cast.registrar).get("/learning", status=403)
