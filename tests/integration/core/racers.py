"""The same thing, made by several at once: what each of them would do."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.links import hash_of
from app.core.unit_of_work import writing
from app.directory.index.queries import get_public
from app.directory.interests.operations import want
from app.directory.services.models import COURSE
from app.kiosk.models import TerminalSession
from app.kiosk.operations.terminals import TICKET_LASTS
from app.people.households.operations import live_together
from app.people.models import Participant
from app.people.operations.duplicates import say_not_same
from app.people.operations.rights import give_notice, restrict
from app.skills.models.inventory import Inventory
from app.workshops.enrolments.operations.enrolments import Whose, Wishes, enrol
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.proposals.operations import propose_session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.directory import a_place, a_service, publish
from tests.factories.enrolments import make_person
from tests.factories.initiatives_groups import an_initiative
from tests.factories.initiatives_opportunities import an_open_opportunity
from tests.factories.one_of_each import clerk, making
from tests.factories.parties import an_organisation
from tests.racing import AT_ONCE, Act

Clients = Callable[[Person | None], PageClient]


@dataclass
class Scene:
    """What a race is made of."""

    cast: Cast
    client_for: Clients
    staff: Actor
    person_id: UUID
    list_id: UUID
    workshop_id: UUID
    competence_id: UUID

    def forms(self, who: Person | None, url: str, **typed: str) -> list[Act]:
        """The same form, drawn once for each of them and sent by each."""
        where, keys = str(self.cast.here), (str(new_id()) for _ in range(AT_ONCE))
        drawn = [{"request_key": key, "municipality_id": where, **typed} for key in keys]
        return [partial(_send, self.client_for(who), url, each) for each in drawn]


def roles(scene: Scene) -> list[Act]:
    url = f"/staff/{scene.cast.facilitator.id}/memberships"
    hall = str(scene.cast.town_hall)
    return scene.forms(scene.cast.administrator, url, organisation_id=hall, role="observer")


def of_party(scene: Scene, what: str, **typed: str) -> list[Act]:
    """The same noted of the town hall, by whoever looks after the partnership."""
    return scene.forms(scene.cast.coordinator, f"/organisations/{scene.cast.town_hall}/{what}", **typed)


def members(scene: Scene) -> list[Act]:
    with making():
        other = an_organisation(scene.staff, "Raízes")
    return of_party(scene, "members", member_id=str(other.id), role="member")


def served(scene: Scene) -> list[Act]:
    return of_party(scene, "parishes", parishes=str(scene.cast.parish))


def party_merges(scene: Scene) -> list[Act]:
    """Two parties, in both directions, each looked at before."""
    with making():
        one, other = (an_organisation(scene.staff, name).id for name in ("IEFP - GIP", "IEFP_GIP"))
    acts: list[Act] = []
    for kept, gone in [(one, other), (other, one)] * (AT_ONCE // 2):
        client, url = scene.client_for(scene.cast.coordinator), f"/organisations/{kept}/merge?other={gone}"
        typed = client.get(url).form(url) | {"reason": "A mesma morada"}
        acts.append(partial(_send, client, url, typed))
    return acts


def opportunity_merges(scene: Scene) -> list[Act]:
    """Two needs of the place, in both directions, each looked at before."""
    with making():
        one, other = (an_open_opportunity(scene.staff, title, needs=0).id for title in ("Jardins", "Hortas"))
    acts: list[Act] = []
    for kept, gone in [(one, other), (other, one)] * (AT_ONCE // 2):
        client, url = scene.client_for(scene.cast.facilitator), f"/opportunities/{gone}/merging"
        decided = f"{url}/decision"
        typed = client.get(f"{url}?with={kept}").form(decided)
        acts.append(partial(_send, client, decided, typed))
    return acts


def in_initiative(scene: Scene) -> list[Act]:
    with making():
        initiative_id = an_initiative(scene.staff).id
    return scene.forms(
        scene.cast.facilitator, f"/initiatives/{initiative_id}/members/new/{scene.person_id}", how="active"
    )


def consents(scene: Scene, purpose: str = "matching", query: str = "") -> list[Act]:
    url = f"/participants/{scene.person_id}/consents/ask/{purpose}{query}"
    return scene.forms(scene.cast.facilitator, url, given_how="spoken", answer="yes")


def sharing(scene: Scene) -> list[Act]:
    return consents(scene, "sharing", f"?organisation={scene.cast.town_hall}")


def contacts(scene: Scene) -> list[Act]:
    url = f"/participants/{scene.person_id}/contacts"
    return scene.forms(scene.cast.facilitator, url, kind="phone", value="912 345 678")


def feeds(scene: Scene) -> list[Act]:
    own = str(scene.cast.facilitator.id)
    return scene.forms(scene.cast.facilitator, "/calendar/links", kind="facilitator", subject_id=own)


def holidays(scene: Scene) -> list[Act]:
    typed = {"name": "Feira", "on": "2027-05-03", "every_year": "y"}
    return scene.forms(scene.cast.administrator, "/municipality/holidays", **typed)


def slips(scene: Scene) -> list[Act]:
    """One slip in the hands of four."""
    of_series = select(Session).where(Session.workshop_id == scene.workshop_id).order_by(Session.on)
    session = db.session.scalars(of_series.limit(1)).one()
    url = f"/outreach/sessions/{session.id}/registrations/new"
    return [
        partial(
            _send,
            scene.client_for(scene.cast.registrar),
            url,
            {"id": str(new_id()), "name": name, "slip": "7"},
        )
        for name in ("Ana", "Bento", "Clara", "Dinis")
    ]


def invitations(scene: Scene) -> list[Act]:
    asked = {"party_id": str(scene.cast.town_hall), "role": "support", "recipient": "Ana", "language": "pt"}
    return scene.forms(scene.cast.coordinator, "/partnership/invitations", **asked)


def browsers(scene: Scene) -> list[Act]:
    """Four starts of one terminal, whose tickets are traded at once."""
    tickets = [f"ticket {number}" for number in range(AT_ONCE)]
    with writing():
        for each in tickets:
            row = TerminalSession(
                municipality_id=scene.cast.here,
                terminal_id=scene.cast.kiosk.id,
                ticket_hash=hash_of(each),
                ticket_until=clock.now() + TICKET_LASTS,
            )
            db.session.add(row)
    return [partial(_send, scene.client_for(None), f"/kiosk/start/{each}", {}) for each in tickets]


def _send(client: PageClient, url: str, typed: dict[str, str]) -> int:
    return client.post(url, typed, status=None).status


def team(scene: Scene) -> list[Act]:
    url = f"/participants/{scene.person_id}/team"
    return scene.forms(scene.cast.coordinator, url, staff_id=str(scene.cast.registrar.id))


def by_operation(act: Callable[[], object]) -> list[Act]:
    """Where no two requests can meet (a terminal's wait for each other): the operations do."""

    def alone() -> int:
        with suppress(IntegrityError), writing():
            act()
            return 303
        return 409

    return [alone] * AT_ONCE


def enrolments(scene: Scene, *, by_list: bool = False) -> list[Act]:
    def enrol_them() -> None:
        whose: Whose = db.session.get_one(Participant, scene.person_id)
        if by_list:
            whose = db.session.get_one(Inventory, scene.list_id)
        series = db.session.get_one(Workshop, scene.workshop_id)
        enrol(
            scene.staff,
            enrolment_id=new_id(),
            workshop=series,
            whose=whose,
            origin="desk",
            wishes=Wishes("pt"),
        )

    return by_operation(enrol_them)


def proposals(scene: Scene, *, received: bool = False) -> list[Act]:
    if received:
        with writing():
            own = db.session.get_one(Inventory, scene.list_id)
            own.participant_id = scene.person_id
            for each in own.entries:
                each.participant_id = scene.person_id

    def propose() -> None:
        own = db.session.get_one(Inventory, scene.list_id)
        propose_session(scene.staff, proposal_id=new_id(), inventory=own, competence_id=scene.competence_id)

    return by_operation(propose)


def interests(scene: Scene) -> list[Act]:
    writer = clerk(scene.cast.here, scene.cast.coordinator.id)
    with making():
        course = publish(writer, a_service(writer, a_place(writer, scene.cast.town_hall), kind=COURSE))

    def want_it() -> None:
        entry = get_public(scene.staff, "service", course.id, languages=["pt"])
        want(scene.staff, inventory=db.session.get_one(Inventory, scene.list_id), entry=entry)

    return by_operation(want_it)


def merges(scene: Scene) -> list[Act]:
    """Two records, in both directions, each looked at before."""
    with making():
        other = make_person(scene.staff, "Rosa Inventada")
    acts: list[Act] = []
    for kept, gone in [(scene.person_id, other.id), (other.id, scene.person_id)] * (AT_ONCE // 2):
        client, url = scene.client_for(scene.cast.facilitator), f"/participants/{kept}/merge?other={gone}"
        typed = client.get(url).form(url) | {"reason": "registered_twice"}
        acts.append(partial(_send, client, url, typed))
    return acts


def people(scene: Scene, act: Callable[[Actor, Participant, Participant], object]) -> list[Act]:
    """The same about two people, by whoever may do everything."""
    with making():
        other_id = make_person(scene.staff, "Rui Invenção").id

    def do_it() -> None:
        one, other = (db.session.get_one(Participant, each) for each in (scene.person_id, other_id))
        act(scene.staff, one, other)

    return by_operation(do_it)


def _live_together(actor: Actor, one: Participant, other: Participant) -> None:
    live_together(actor, member_id=new_id(), person=one, other=other)


def _say_not_same(actor: Actor, one: Participant, other: Participant) -> None:
    say_not_same(actor, one=one, other=other)


def _restrict(actor: Actor, one: Participant, _other: Participant) -> None:
    restrict(actor, participant=one, reason="accuracy", asked_by="person")


def _announce(actor: Actor, one: Participant, _other: Participant) -> None:
    give_notice(actor, participant=one, told_how="phone")


def disciplines(scene: Scene) -> list[Act]:
    url = f"/staff/{scene.cast.facilitator.id}/disciplines"
    return scene.forms(scene.cast.administrator, url, discipline="social_work", begins_on="2024-09-01")
