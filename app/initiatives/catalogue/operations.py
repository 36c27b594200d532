"""What everybody reads of an initiative: written, shown, translated; and whose contact stands there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.texts import Key, translate
from app.directory.index.drawing import draw
from app.initiatives.catalogue.contacts import keys_of
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.catalogue.queries.pages import Owner, owners_of
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.groups.operations.initiatives import tell_change
from app.network.queries import get_zone


class NothingToRead(Conflict):
    """What everybody reads says what an initiative does, or whom it looks for."""

    status = 422


class NotAgreed(Conflict):
    """The contact is also that of these people: of `owners` who were not asked, or can not be shown."""

    status = 422

    def __init__(self, owners: list[Owner]) -> None:
        self.owners = owners
        super().__init__(*(each.participant_id for each in owners))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """What everybody reads. `phone`, `email` and `url` are the initiative's own."""

    is_public: bool = False
    offers: str = ""
    seeks: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""


def write_page(
    actor: Actor, *, initiative: Initiative, version: int, page: PublicPage, agreed: Collection[UUID] = ()
) -> None:
    """Change what everybody reads, and whether anybody does. `agreed`: the members who said that a telephone
    or an address of theirs may stand there. Raises StaleRecord, NothingToRead, NotAgreed.
    """
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.demand_version(initiative, version)
    if page.is_public and not (page.offers or page.seeks):
        raise NothingToRead
    owners = owners_of(initiative.id, keys_of(page.phone, page.email)) if page.is_public else []
    if missing := [each for each in owners if not (each.may_agree and each.participant_id in agreed)]:
        raise NotAgreed(missing)
    _keep_agreements(actor, initiative, owners)
    records.record_edit(actor, initiative, records.put(initiative, asdict(page)), act="page_written")
    tell_change(actor, initiative)


def translate_page(actor: Actor, *, initiative: Initiative, version: int, texts: Mapping[Key, str]) -> None:
    """Write its texts in other languages; an empty one is removed. Raises StaleRecord, NotFound."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    if translate(actor, initiative, version, texts):
        tell_change(actor, initiative)


def take_agreement_back(actor: Actor, *, initiative: Initiative, shown: ShownContact) -> None:
    """Somebody does not want their contact to be read any more: it goes from the page at once."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.lock(initiative)
    _take_out(actor, initiative, [shown])
    tell_change(actor, initiative)


def keep_true(actor: Actor, initiative: Initiative) -> None:
    """Draw the card anew. The contact of somebody who is in the initiative no more goes from it, and so does
    that of somebody who came into it and was not asked.
    """
    records.lock(initiative)
    active = select(Member.participant_id).where(
        Member.initiative_id == initiative.id, Member.state == MemberState.ACTIVE.value
    )
    gone = select(ShownContact).where(
        ShownContact.initiative_id == initiative.id, ShownContact.participant_id.not_in(active)
    )
    _take_out(actor, initiative, db.session.scalars(gone.order_by(ShownContact.id)).all())
    _hide_unasked(actor, initiative)
    draw(initiative)


def hide_contacts(actor: Actor, participants: Collection[UUID]) -> None:
    """Nothing of these people is shown on any page from now on."""
    theirs = select(ShownContact).where(ShownContact.participant_id.in_(participants))
    for shown in db.session.scalars(theirs.order_by(ShownContact.id)).all():
        initiative = db.session.get_one(Initiative, shown.initiative_id)
        records.lock(initiative)
        _take_out(actor, initiative, [shown])
        draw(initiative)


def _hide_unasked(actor: Actor, initiative: Initiative) -> None:
    if not initiative.is_public:
        return
    owners = owners_of(initiative.id, keys_of(initiative.phone, initiative.email))
    there = select(ShownContact.participant_id, ShownContact.key).where(
        ShownContact.initiative_id == initiative.id
    )
    agreed = {(row[0], row[1]) for row in db.session.execute(there)} if owners else set()
    unasked = {key for each in owners for key in each.keys if (each.participant_id, key) not in agreed}
    hidden = {"phone"} if unasked & keys_of(initiative.phone, "") else set()
    hidden |= {"email"} if unasked & keys_of("", initiative.email) else set()
    changed = records.put(initiative, dict.fromkeys(sorted(hidden), ""))
    records.record_edit(actor, initiative, changed, act="page_written")


def _keep_agreements(actor: Actor, initiative: Initiative, owners: Iterable[Owner]) -> None:
    """Those of now; who is no longer on the page is no longer noted."""
    there = select(ShownContact).where(ShownContact.initiative_id == initiative.id)
    known = {(each.participant_id, each.key): each for each in db.session.scalars(there)}
    wanted = {(each.participant_id, key) for each in owners for key in each.keys}
    for which, shown in known.items():
        if which not in wanted:
            db.session.delete(shown)
    today = clock.today(get_zone(initiative.municipality_id))
    for participant_id, key in sorted(wanted - known.keys()):
        shown = ShownContact(
            id=new_id(),
            municipality_id=initiative.municipality_id,
            initiative_id=initiative.id,
            participant_id=participant_id,
            key=key,
            agreed_on=today,
            created_by=actor.id,
        )
        records.add(actor, shown, act="agreed")


def _take_out(actor: Actor, initiative: Initiative, gone: Iterable[ShownContact]) -> None:
    for shown in gone:
        if shown.key in keys_of(initiative.phone, ""):
            initiative.phone = ""
        if shown.key in keys_of("", initiative.email):
            initiative.email = ""
        initiative.version += 1
        records.record(actor, "taken_back", shown)
        db.session.delete(shown)
    db.session.flush()
