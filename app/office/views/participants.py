"""The list of participants, and a person's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, g, request, url_for

from app.accounts.queries import staff_names
from app.core import clock, i18n
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.core.sorting import Sort, read_sort
from app.network.queries import OfferedParish
from app.office import queries, summary, timeline
from app.office.forms import ParticipantFilters
from app.office.holders import Meant, holders, meant_by
from app.office.views.blueprint import bp
from app.office.views.search import spoken
from app.people import history
from app.people import queries as people
from app.people.groups import derived
from app.people.models import Participant, SupportTeamMember
from app.people.purposes import purposes
from app.people.wording import GROUPS
from app.skills import queries as skills
from app.skills.models import InventoryEntry
from app.workshops import enrolment_words
from app.workshops.queries.enrolments import enrolments_of
from app.workshops.queries.papers import certificates_of


@bp.get("/participants")
@requires(Permission.PARTICIPANT_READ)
def participants() -> Response:
    asked = asked_for()
    page = people.search_page(g.actor, asked.filters, request.args.get("after"), sort=asked.sort)
    return respond(
        "office/participants.html",
        part="office/_participants.html",
        status=200 if asked.is_valid else 422,
        form=asked.form,
        meant=asked.meant,
        page=page,
        parishes={parish.id: parish.name for parish in asked.parishes},
        is_filtered=any(asked.form.data.values()),
        may_register=g.actor.may(Permission.PARTICIPANT_WRITE),
        sort=asked.sort,
        address=asked.address,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the list of participants; filters that make no sense count as none."""

    form: ParticipantFilters
    is_valid: bool
    meant: Meant
    filters: people.Filters
    sort: Sort
    parishes: Sequence[OfferedParish]

    def address(self, endpoint: str = "office.participants", **changes: Any) -> str:
        """Another page of the same list: the same filters and order but for the changes."""
        return url_for(endpoint, **{**self.set_filters, "sort": self.sort, **changes})

    @property
    def set_filters(self) -> dict[str, Any]:
        """The filters that narrow the list, by the names of their fields."""
        return {name: value for name, value in self.form.data.items() if value}


def asked_for() -> Asked:
    """Read the filters and the order from the address."""
    parishes = people.list_parish_choices(g.actor.here())
    form = ParticipantFilters(request.args)
    form.offer(parishes)
    is_valid = form.validate()
    meant = meant_by(form.can.data, languages=spoken()) if form.can.data else Meant()
    filters = _filters(form, meant) if is_valid else people.Filters()
    sort = read_sort(request.args.get("sort"), people.SORTS, people.BY_NAME)
    return Asked(form, is_valid, meant, filters, sort, parishes)


def _filters(form: ParticipantFilters, meant: Meant) -> people.Filters:
    return people.Filters(
        text=form.q.data,
        language=form.language.data,
        parish_id=UUID(form.parish.data) if form.parish.data else None,
        group=form.group.data,
        participant_ids=holders(g.actor, meant, form.level.data or None) if form.can.data else None,
    )


@bp.get("/participants/<uuid:participant_id>")
@requires(Permission.PARTICIPANT_READ)
def participant(participant_id: UUID) -> Response:
    person = people.get_participant(g.actor, participant_id)
    facts = queries.facts_of(person)
    consents = people.list_consents(g.actor, person)
    team = people.list_team(g.actor, person)
    entries = skills.entries_of(g.actor, person.id)
    inventories = skills.list_inventories(g.actor, person.id)
    known = skills.catalogue()
    moments = timeline.moments(person, inventories, consents)
    with i18n.speaking(i18n.MAIN):
        paragraph = summary.paragraph(entries, known)
    return respond(
        "office/participant.html",
        person=person,
        parish=facts.parish,
        groups=[GROUPS[group] for group in (*facts.groups, *derived(person.birth_year, clock.now().year))],
        can=_allowed(person),
        entries=entries,
        inventories=inventories,
        active=[consent for consent in consents if consent.is_active],
        purposes=purposes(),
        team=team,
        moments=moments,
        names=staff_names(_everybody(moments, team, entries)),
        summary=paragraph,
        catalogue=known,
        enrolments=enrolments_of(g.actor, person),
        places=enrolment_words,
    )


@bp.get("/participants/<uuid:participant_id>/papers")
@requires(Permission.ENROLMENT_WRITE)
def participant_papers(participant_id: UUID) -> Response:
    """The certificates and declarations of a person."""
    person = people.get_participant(g.actor, participant_id)
    return respond("office/papers.html", person=person, certificates=certificates_of(g.actor, person.id))


@bp.get("/participants/<uuid:participant_id>/history")
@requires(Permission.PARTICIPANT_READ)
def participant_history(participant_id: UUID) -> Response:
    """Everything that was done with the record, and by whom."""
    person = people.get_participant(g.actor, participant_id)
    acts = timeline.acts(history.timeline(g.actor, person))
    names = staff_names(act.by for act in acts)
    return respond("office/history.html", person=person, acts=acts, names=names)


def _everybody(
    moments: Sequence[timeline.Moment], team: Sequence[SupportTeamMember], entries: Sequence[InventoryEntry]
) -> list[UUID | None]:
    """All staff that the page names, so that they are read at once."""
    authors = [author for entry in entries for author in (entry.confirmed_by, entry.evidenced_by)]
    return [*(moment.by for moment in moments), *(member.staff_id for member in team), *authors]


def _allowed(person: Participant) -> dict[str, bool]:
    may = partial(g.actor.may, municipality_id=person.municipality_id)
    return {
        "make": may(Permission.INVENTORY_WRITE),
        "lists": may(Permission.INVENTORY_CLAIM),
        "edit": may(Permission.PARTICIPANT_WRITE),
        "contact": may(Permission.CONTACT_READ),
        "seal": may(Permission.PARTICIPANT_SEAL),
        "consent": may(Permission.CONSENT_WRITE),
        "enrol": may(Permission.ENROLMENT_WRITE),
    }
