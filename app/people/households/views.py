"""The household of a person: who lives there, who moved out, whom to speak with."""

from datetime import date
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.access import requires
from app.core.errors import existing
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.blueprint import bp
from app.people.households import operations, queries
from app.people.households.forms import TOGETHER, LiveTogetherForm, LookForm, MoveOutForm
from app.people.households.models import Household
from app.people.models import Participant
from app.people.queries import find_participant, get_participant, search
from app.ui.listing import read_listing

AT_MOST = 10
WRITE = Permission.PARTICIPANT_WRITE


@bp.get("/participants/<uuid:participant_id>/household")
@requires(Permission.PARTICIPANT_READ)
def household(participant_id: UUID) -> Response:
    return _page(get_participant(g.actor, participant_id))


@bp.post("/participants/<uuid:participant_id>/household/members")
@requires(WRITE)
def live_together(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id, WRITE)
    form = LiveTogetherForm()
    form.offer(_others(person, form.q.data or ""), _today(person))
    if not form.validate():
        return _page(person, joining=form)
    other = existing(find_participant(g.actor, form.participant_id.data))
    try:
        operations.live_together(
            g.actor,
            member_id=form.new_id,
            person=person,
            other=other,
            since=form.since.data,
            joins=request.form.get("decision") == "join",
        )
    except operations.LivesElsewhere:
        return _page(person, joining=form, status=409, elsewhere=other)
    except operations.BadDay:
        form.since.errors = [_("By then somebody of them still lived elsewhere.")]
        return _page(person, joining=form)
    flash(_("%(one)s and %(other)s live together.", one=person.name, other=other.name), "good")
    return see_other("people.household", participant_id=person.id)


@bp.post("/participants/<uuid:participant_id>/household/departures")
@requires(WRITE)
def move_out(participant_id: UUID) -> Response:
    person, home = _home(participant_id)
    form = _leaving(home, person)
    if not form.validate() or form.on.data is None:
        return _page(person, leaving=form)
    try:
        operations.move_out(
            g.actor,
            household=home,
            member_ids=form.members.data,
            on=form.on.data,
            together=form.how.data == TOGETHER,
        )
    except operations.BadDay:
        form.on.errors = [_("Somebody came to live there later than that.")]
        return _page(person, leaving=form)
    flash(_("It is noted who moved out."), "good")
    return see_other("people.household", participant_id=person.id)


@bp.post("/participants/<uuid:participant_id>/household/contact")
@requires(WRITE)
def speak_with(participant_id: UUID) -> Response:
    person, home = _home(participant_id)
    operations.speak_with(g.actor, household=home, participant_id=sent_id("participant_id"))
    flash(_("It is noted whom to speak with."), "good")
    return see_other("people.household", participant_id=person.id)


@bp.post("/participants/<uuid:participant_id>/household/members/<uuid:household_member_id>/withdrawal")
@requires(WRITE)
def withdraw_member(participant_id: UUID, household_member_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id, WRITE)
    noted = {
        member.id: member for each in queries.homes_of(g.actor, person).households for member in each.members
    }
    operations.withdraw(g.actor, member=existing(noted.get(household_member_id)))
    flash(_("It no longer counts. It stays in the history, as something that was wrong."), "good")
    return see_other("people.household", participant_id=person.id)


def _home(participant_id: UUID) -> tuple[Participant, Household]:
    person = get_participant(g.actor, participant_id, WRITE)
    return person, queries.present_home(g.actor, person)


def _page(
    person: Participant,
    *,
    joining: LiveTogetherForm | None = None,
    leaving: MoveOutForm | None = None,
    status: int = 200,
    elsewhere: Participant | None = None,
) -> Response:
    homes = queries.homes_of(g.actor, person)
    # What was looked for stands in the address, and in the form of whoever was found.
    listing = read_listing(LookForm(MultiDict({"q": joining.q.data or ""}) if joining else request.args))
    text = listing["q"] or ""
    found = _others(person, text)
    if joining is None:
        joining = LiveTogetherForm(formdata=None, data={"q": text})
        joining.offer(found, _today(person))
    if leaving is None and homes.present:
        leaving = _leaving(homes.present, person, is_sent=False)
    return respond(
        "people/households/show.html",
        status=max(status, listing.status, joining.status, leaving.status if leaving else 200),
        person=person,
        homes=homes,
        may_change=g.actor.may(WRITE, person.municipality_id),
        look=listing.form,
        text=text,
        found=found,
        joining=joining,
        leaving=leaving,
        form=leaving if leaving and leaving.errors else joining,
        elsewhere=elsewhere,
    )


def _others(person: Participant, text: str) -> list[Participant]:
    return [each for each in search(g.actor, text, AT_MOST) if each.id != person.id] if text else []


def _leaving(home: Household, person: Participant, *, is_sent: bool = True) -> MoveOutForm:
    form = MoveOutForm() if is_sent else MoveOutForm(formdata=None)
    form.offer([each for each in home.members if each.lives_there], _today(person))
    return form


def _today(person: Participant) -> date:
    return clock.today(get_zone(person.municipality_id))
