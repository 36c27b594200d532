"""A council of the demo municipality: two plenaries with what they decided, and the next one convened."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.network.meetings.models.meeting import AgendaItem, Answer, ItemKind, Meeting, MeetingKind
from app.network.meetings.models.record import Stance
from app.network.meetings.operations import agenda, meetings, resolutions
from app.network.meetings.operations.invitees import Guest, Mark, invite, note_answer, note_presence
from app.network.meetings.operations.resolutions import Outcome
from app.network.meetings.operations.rules import set_rule
from app.network.meetings.queries.records import list_invitees
from app.network.meetings.quorum import Rule, RuleKind
from app.network.parties.models import Body

INVENTED = read_file(Path(__file__).with_name("meetings.toml"))
Made = Mapping[str, Any]


def write_meetings() -> None:
    """The council, its rule, and its meetings in their order."""
    actor = actor_named("Duarte Sobral")
    body = db.session.get_one(Body, id_of(INVENTED["body"]))
    rule = Rule(RuleKind.MAJORITY, second_after=30)
    rule_id, since = id_of("quorum"), date(2020, 1, 1)
    set_rule(actor, rule_id=rule_id, municipality_id=AMIEIRA, body=body, rule=rule, since=since)
    for entry in INVENTED["meeting"]:
        _write(actor, body, entry)


def _write(actor: Actor, body: Body, entry: Made) -> None:
    title = entry["title"]
    plan = meetings.MeetingPlan(
        kind=MeetingKind.PLENARY,
        title=title,
        on=clock.today("Europe/Lisbon") + timedelta(days=entry["days"]),
        starts=time(10),
        ends=time(12),
        place=entry["place"],
        body_id=body.id,
    )
    meeting = meetings.create_meeting(actor, meeting_id=id_of(title), municipality_id=AMIEIRA, plan=plan)
    if not list_invitees(meeting.id):
        for guest in INVENTED["guest"]:
            whose = {**guest, "party_id": id_of(guest["party"])}
            del whose["party"]
            invite(actor, meeting=meeting, invitee_id=id_of(guest["name"] + title), guest=Guest(**whose))
    for item in entry["item"]:
        item_id, kind = id_of(item["words"] + title), ItemKind(item["kind"])
        agenda.add_items(actor, meeting=meeting, item_id=item_id, words=[item["words"]], kind=kind)
    meetings.convene(actor, meeting=meeting)
    if "present" in entry:
        _hold(actor, meeting, entry)
    else:
        _answer(actor, meeting)


def _answer(actor: Actor, meeting: Meeting) -> None:
    """Two said by telephone what they do."""
    first, second = list_invitees(meeting.id)[1:3]
    told: dict[str, Any] = {"how": "phone", "version": 1}
    note_answer(actor, invitee=first, answer=Answer.COMES, **told)
    note_answer(actor, invitee=second, answer=Answer.REPRESENTED, spokesperson="Célia Antunes", **told)


def _hold(actor: Actor, meeting: Meeting, entry: Made) -> None:
    meetings.hold(actor, meeting=meeting, began=time(10, 10))
    hours, minutes = entry["closed"].split(":")
    meetings.change_hours(
        actor,
        meeting=meeting,
        version=meeting.version,
        began=time(10, 10),
        closed=time(int(hours), int(minutes)),
        on_second_call=False,
    )
    marks = {
        each.id: (Mark(), Mark(presence, "Célia Antunes" if presence == "represented" else ""))
        for each, presence in zip(list_invitees(meeting.id), entry["present"], strict=True)
    }
    note_presence(actor, meeting=meeting, marks=marks)
    for written in entry["item"]:
        _write_down(actor, meeting, written)
    if entry["approved"]:
        meetings.approve(actor, meeting=meeting, on=meeting.on + timedelta(days=100))


def _write_down(actor: Actor, meeting: Meeting, written: Made) -> None:
    item = db.session.get_one(AgendaItem, id_of(written["words"] + meeting.title))
    agenda.write_notes(actor, item=item, version=1, notes=written["notes"])
    if "resolved" not in written:
        return
    due = timedelta(days=written["due"]) if "due" in written else None
    votes = dict(zip(("votes_for", "votes_against", "abstained"), written["votes"], strict=True))
    outcome = Outcome(
        words=written["resolved"],
        owner_party_id=id_of(written["party"]) if "party" in written else None,
        owner_staff_id=actor.id if due and "party" not in written else None,
        due_on=clock.today(meeting.zone) + due if due else None,
        subject=written.get("subject", ""),
        stance=Stance.FAVOURABLE if "subject" in written else None,
        **votes,
    )
    resolution = resolutions.resolve(
        actor, item=item, resolution_id=id_of(written["resolved"]), outcome=outcome
    )
    if "dissent" in written:
        whose, words = written["dissent"]
        resolutions.dissent(actor, resolution=resolution, dissent_id=id_of(words), whose=whose, words=words)
    if "done" in written:
        resolutions.close_resolution(
            actor, resolution=resolution, version=1, on=meeting.on + timedelta(days=20), how=written["done"]
        )
