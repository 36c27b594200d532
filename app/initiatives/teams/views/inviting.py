"""Inviting the people of a team, what they answer, and the group that comes of it."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import audit, clock, unit_of_work
from app.core.access import requires
from app.core.downloads import pdf
from app.core.errors import Conflict, IllegalTransition, NotFound, StaleRecord
from app.core.http import public_address, respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import afterwards
from app.initiatives.blueprint import bp
from app.initiatives.groups.operations.initiatives import Plan
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams import paper
from app.initiatives.teams.forms.own_answer import YES
from app.initiatives.teams.forms.teams import AnswerForm, GroupForm, InviteForm, JoinForm
from app.initiatives.teams.models import PlaceState, Team, TeamPlace
from app.initiatives.teams.operations import InEnoughProposals, NotOpen, answering, forming, inviting
from app.initiatives.teams.queries import people, searches, teams
from app.initiatives.teams.queries.invitations import invitation_to
from app.initiatives.teams.states import OPEN
from app.initiatives.teams.tokens import token_of
from app.network.queries import get_municipality, get_zone
from app.skills.queries.catalogue import catalogue_for

PROPOSE = Permission.TEAM_PROPOSE
HERE, PLACE = "/teams/<uuid:team_id>", "/team-places/<uuid:team_place_id>"
USUALLY = timedelta(days=14)


def address_of(place: TeamPlace) -> str:
    """What is sent or printed."""
    return public_address("initiatives.use_invitation", invitation_token=token_of(place.id))


@bp.route(f"{HERE}/invitations", methods=["GET", "POST"])
@requires(PROPOSE)
def invite_team(team_id: UUID) -> Response:
    """Ask those who were not asked yet; by message those who agreed to it, the others on paper."""
    found = teams.get_team(g.actor, team_id)
    if found.state not in OPEN:
        raise Conflict
    waiting = [each for each in found.places if each.state == PlaceState.PROPOSED]
    today = clock.today(get_zone(found.municipality_id))
    form = InviteForm(read=found.version, answer_by=today + USUALLY)
    if (
        form.validate_on_submit()
        and form.answer_by.data
        and (asked := _asked(form, found, form.answer_by.data)) is not None
    ):
        sent = _sent(asked) if form.by_message.data else 0
        flash(_told(len(asked), sent), "good")
        return see_other("initiatives.team", team_id=found.id)
    return respond(
        "initiatives/teams/invite.html",
        status=form.status,
        team=found,
        subject=searches.subject_of(found.search),
        form=form,
        waiting=waiting,
        ways=inviting.written_how(waiting),
        names=people.names_of(g.actor, [each.participant_id for each in waiting]),
    )


def _asked(form: InviteForm, found: Team, answer_by: date) -> list[TeamPlace] | None:
    """Who was asked; None where the form says why nobody was."""
    try:
        return list(inviting.invite(g.actor, team=found, version=form.read.data, answer_by=answer_by))
    except StaleRecord:
        form.read_anew(found.version)
    except inviting.DayPassed:
        form.answer_by.errors = [_("This day is over. Please choose one that is still to come.")]
    except inviting.NobodyToInvite:
        form.answer_by.errors = [_("Everybody in this team was asked, or may not be proposed any more.")]
    return None


def _sent(asked: list[TeamPlace]) -> int:
    sent = 0
    ways = inviting.written_how(asked)
    for place in asked:
        if place.participant_id in ways:
            try:
                inviting.send_invitation(g.actor, place=place, address=address_of(place))
            except inviting.NoWayToWrite:
                continue
            sent += 1
    return sent


def _told(asked: int, sent: int) -> str:
    invited = ngettext("%(num)d person is invited.", "%(num)d people are invited.", asked)
    if sent == asked:
        return f"{invited} {_('All get a message.')}"
    written = ngettext("%(num)d message leaves.", "%(num)d messages leave.", sent)
    return f"{invited} {written} {_('Print the invitation for the others.')}"


@bp.post(f"{PLACE}/message")
@requires(PROPOSE)
def send_invitation(team_place_id: UUID) -> Response:
    """The invitation as a message to whoever agreed to messages."""
    place = teams.get_place(g.actor, team_place_id, to_change=True)
    try:
        how = inviting.send_invitation(g.actor, place=place, address=address_of(place))
    except inviting.NoWayToWrite:
        flash(_("No message may leave, or nothing leads to the person: print the invitation."), "warning")
    except NotOpen:
        flash(_("The person has answered meanwhile, or is not invited."), "warning")
    else:
        said = {
            "mail": _("The invitation leaves by e-mail."),
            "sms": _("The invitation leaves as a short message."),
        }
        flash(said[how], "good")
    return see_other("initiatives.team", team_id=place.team_id)


@bp.get(f"{PLACE}/invitation.pdf")
@requires(PROPOSE)
def invitation_pdf(team_place_id: UUID) -> Response:
    """To hand over to whoever was asked: in two languages, with the link as a code and a slip."""
    place = teams.get_place(g.actor, team_place_id)
    if (
        place.state not in (PlaceState.INVITED, PlaceState.ACCEPTED, PlaceState.DECLINED)
        or place.team.state != "invited"
    ):
        raise NotFound
    if place.participant_id not in people.possible_of(place.municipality_id, [place.participant_id]):
        raise NotFound
    invitation = invitation_to(place)
    name = people.names_of(g.actor, [place.participant_id]).get(place.participant_id, "")
    known = catalogue_for(invitation.covers)
    sheet = paper.invitation_sheet(
        invitation, name, known, get_municipality(place.municipality_id), address_of(place)
    )
    noted = partial(audit.record, g.actor, "team_place.printed", "team_place", place.id)
    afterwards(partial(noted, municipality_id=place.municipality_id))
    unit_of_work.let_go()
    return pdf(sheet.drawn(), "convite")


@bp.route(f"{PLACE}/answer", methods=["GET", "POST"])
@requires(PROPOSE)
def note_answer(team_place_id: UUID) -> Response:
    """What somebody said at the desk, on the telephone or on the slip."""
    place = teams.get_place(g.actor, team_place_id)
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            answering.note_answer(
                g.actor,
                place=place,
                accepts=form.answer.data == YES,
                how=form.how.data,
                note=form.note.data,
            )
        except answering.InvitationOver:
            flash(_("The person is not invited any more: nothing was noted."), "warning")
        except InEnoughProposals:
            flash(_("This person stands in three open proposals already."), "warning")
        else:
            flash(_("The answer is noted."), "good")
        return see_other("initiatives.team", team_id=place.team_id)
    names = people.names_of(g.actor, people.possible_of(place.municipality_id, [place.participant_id]))
    return respond(
        "initiatives/teams/answer.html",
        status=form.status,
        place=place,
        team=place.team,
        subject=searches.subject_of(place.team.search),
        name=names.get(place.participant_id) or "",
        form=form,
    )


@bp.post(f"{PLACE}/answer/withdrawal")
@requires(PROPOSE)
def take_back_answer(team_place_id: UUID) -> Response:
    """It was noted by mistake: the person has not answered."""
    place = teams.get_place(g.actor, team_place_id)
    try:
        answering.take_back_answer(g.actor, place=place)
    except answering.InvitationOver:
        flash(_("The person is not invited any more: nothing was changed."), "warning")
    except InEnoughProposals:
        flash(_("This person stands in three open proposals already."), "warning")
    else:
        flash(_("The answer was taken back: the person has not answered."), "good")
    return see_other("initiatives.team", team_id=place.team_id)


@bp.route(f"{HERE}/group", methods=["GET", "POST"])
@requires(PROPOSE)
def form_group(team_id: UUID) -> Response:
    """Those who accepted begin a group, or join the one that was to be completed."""
    found = teams.get_team(g.actor, team_id)
    subject = searches.subject_of(found.search)
    form = _group_form(found, subject)
    if form.validate_on_submit():
        plan = _plan(form, subject) if isinstance(form, GroupForm) else None
        try:
            made = forming.form_group(
                g.actor, team=found, version=form.read.data, initiative_id=form.new_id, plan=plan
            )
        except StaleRecord:
            form.read_anew(found.version)
        except (forming.NobodyAccepted, IllegalTransition):
            flash(
                _("Nobody of this team has accepted, or it is not open any more: no group was begun."),
                "warning",
            )
            return see_other("initiatives.team", team_id=team_id)
        else:
            flash(_("The group has begun, with those who accepted."), "good")
            return see_other("initiatives.initiative", initiative_id=made.id)
    accepted = [each for each in found.places if each.state == PlaceState.ACCEPTED]
    return respond(
        "initiatives/teams/group.html",
        status=form.status,
        team=found,
        subject=subject,
        form=form,
        accepted=accepted,
        open_count=sum(each.state in (PlaceState.INVITED, PlaceState.PROPOSED) for each in found.places),
        names=people.names_of(g.actor, [each.participant_id for each in accepted]),
    )


def _group_form(found: Team, subject: searches.Subject) -> GroupForm | JoinForm:
    if found.search.initiative_id:
        return JoinForm(read=found.version)
    form = GroupForm(read=found.version, title=subject.title)
    form.offer()
    return form


def _plan(form: GroupForm, subject: searches.Subject) -> Plan:
    return Plan(
        kind=form.kind.data,
        title=form.title.data,
        place=subject.place,
        parish_id=subject.parish_id,
        answerable_id=g.actor.id,
        opportunity_id=subject.id if isinstance(subject, Opportunity) else None,
    )
