"""What people tells the house."""

import logging

from flask_babel import lazy_gettext as _

from app.core import clock
from app.core.actor import SYSTEM
from app.core.belongings import Activity, rows_of
from app.core.config import Config, settings
from app.core.feature import (
    AfterRestore,
    Feature,
    FrontPage,
    Nightly,
    PersonTable,
    Retention,
    Search,
    ToDo,
    With,
    Words,
    declared,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.core.programme import Told
from app.core.tombstones import ForeignTombstones
from app.people import dealings, dossier, panels, programme
from app.people.blueprint import bp
from app.people.contact_notes.models import ContactNote
from app.people.duplicates.models import LikelyPair, NotSame
from app.people.facts.models import Fact
from app.people.households.dossier import homes
from app.people.households.models import HouseholdMember
from app.people.households.queries import homes_of
from app.people.households.receivers import live_on
from app.people.identifiers.models import NationalIdentifier
from app.people.merging import noted
from app.people.merging import receivers as merging
from app.people.merging.operations import forget_snapshots
from app.people.models import (
    Consent,
    ContactPoint,
    Merge,
    MergeSnapshot,
    Participant,
    ParticipantNamePair,
    ParticipantWord,
    RecordOpening,
    SupportTeamMember,
)
from app.people.name_index import tend
from app.people.operations.erasing import erase, erase_again
from app.people.operations.identifiers import forget_removed
from app.people.operations.retention import erase_due
from app.people.permissions import visible_to
from app.people.queries import search
from app.people.retention import count_idle
from app.people.rights.models import ErasureNotice, Hold, Restriction
from app.people.rights.rest import demand_usable
from app.people.trail import TRAIL
from app.people.wording import action_name

load("app.people")
log = logging.getLogger(__name__)


def expire(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """A person decides about a record; the night carries out what was decided, at most so much in one run."""
    waiting, at_most = count_idle(clock.now().date()), settings().erase_at_most
    active = [each.whose for each in declared(Activity)]
    due, gone = erase_due(active, at_most=at_most, is_meant=is_meant)
    told = f"{waiting} participants without activity wait for a decision; the notice of {due} is over"
    if not at_most:
        return f"{told}; ERASE_AT_MOST is 0: nobody is erased"
    return f"{told}; {gone} erased" if is_meant else f"{told}; --apply erases {gone} of them"


def finish_erasing(_settings: Config) -> None:
    """Whoever has a tombstone and is there: somebody was killed in between, or brought an old copy back."""
    try:
        erase_again(SYSTEM)
    except ForeignTombstones:
        log.exception("tombstones of another key")


def after_restore() -> str:
    return f"{erase_again(SYSTEM)} people who were erased since are erased again"


PERSON, MERGE = With("participant"), With("participant_merge")

BELONGINGS = (
    rows_of(_("Ways to reach the person"), ContactPoint),
    rows_of(_("Facts that were noted"), Fact),
    rows_of(_("Answers to what they were asked to agree to"), Consent),
    rows_of(_("Colleagues in the support team"), SupportTeamMember),
)

FEATURE = Feature(
    "people",
    bp,
    TRAIL,
    Words({"action_name": action_name}),
    Search(
        10,
        Permission.PARTICIPANT_READ,
        "people/_search_hits.html",
        lambda actor, text, _languages, at_most: search(actor, text, at_most),
    ),
    PersonPage(panels.about, panels.lines_of),
    FrontPage(panels.front),
    Retention(expire),
    Nightly(finish_erasing),
    Nightly(lambda _config: tend()),
    Nightly(lambda _config: forget_snapshots()),
    Nightly(lambda _config: forget_removed()),
    ToDo(panels.waiting),
    Told(programme.told),
    AfterRestore(after_restore),
    *BELONGINGS,
    PersonTable(
        Participant,
        merging=merging.RECORD,
        exporting=dossier.record,
        erasing=erase,
        restricting=demand_usable,
        sealing=visible_to,
    ),
    PersonTable(
        Consent,
        merging=merging.CONSENTS,
        exporting=dossier.consents,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        ContactPoint,
        merging=merging.CONTACTS,
        exporting=dossier.contacts,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        Fact,
        merging=merging.FACTS,
        exporting=dossier.facts,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        HouseholdMember,
        merging=live_on,
        exporting=homes,
        erasing=PERSON,
        restricting=PERSON,
        sealing=homes_of,
    ),
    PersonTable(
        NationalIdentifier,
        merging=noted.NUMBERS,
        exporting=dossier.identifiers,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        ParticipantWord, merging=PERSON, exporting=PERSON, erasing=PERSON, restricting=PERSON, sealing=PERSON
    ),
    PersonTable(
        Hold,
        merging=noted.HOLDS,
        exporting=dealings.holds,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        Restriction,
        merging=noted.RESTRICTIONS,
        exporting=dealings.restrictions,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        ErasureNotice,
        merging=noted.NOTICES,
        exporting=dealings.erasure_notices,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        SupportTeamMember,
        merging=merging.TEAM,
        exporting=dossier.team,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        RecordOpening,
        merging=noted.OPENINGS,
        exporting=dealings.openings,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        ContactNote,
        merging=noted.CONTACT_NOTES,
        exporting=dealings.meetings,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        ParticipantNamePair,
        merging=PERSON,
        exporting=PERSON,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        LikelyPair, merging=PERSON, exporting=PERSON, erasing=PERSON, restricting=PERSON, sealing=PERSON
    ),
    PersonTable(
        Merge,
        merging=merging.MERGES,
        exporting=dealings.merges,
        erasing=merging.forget_merges,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        MergeSnapshot,
        merging=MERGE,
        exporting=MERGE,
        erasing=merging.forget_merges,
        restricting=MERGE,
        sealing=MERGE,
    ),
    PersonTable(
        NotSame, merging=noted.APART, exporting=PERSON, erasing=PERSON, restricting=PERSON, sealing=PERSON
    ),
)
