"""What people tells the house."""

from app.core import clock
from app.core.feature import (
    NOT_YET,
    Feature,
    FrontPage,
    Nightly,
    PersonPage,
    PersonTable,
    Retention,
    Search,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.people import panels
from app.people.blueprint import bp
from app.people.facts.models import Fact
from app.people.merging import receivers as merging
from app.people.merging.operations import forget_snapshots
from app.people.models import (
    Consent,
    ContactPoint,
    Merge,
    MergeSnapshot,
    Participant,
    ParticipantWord,
    SupportTeamMember,
)
from app.people.permissions import visible_to
from app.people.queries import search
from app.people.retention import count_idle
from app.people.wording import action_name

load("app.people")


def count_over(_is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """A person decides about a record; the night only counts."""
    return f"{count_idle(clock.now().date())} participants without activity wait for a decision"


PERSON, MERGE = With("participant"), With("participant_merge")

FEATURE = Feature(
    "people",
    bp,
    Words({"action_name": action_name}),
    Search(
        10,
        Permission.PARTICIPANT_READ,
        "people/_search_hits.html",
        lambda actor, text, _languages, at_most: search(actor, text, at_most),
    ),
    PersonPage(panels.about),
    FrontPage(panels.front),
    Nightly(lambda _settings: forget_snapshots()),
    Retention(count_over),
    PersonTable(Participant, merging=merging.RECORD, erasing=NOT_YET, sealing=visible_to),
    PersonTable(Consent, merging=merging.CONSENTS, erasing=PERSON, sealing=PERSON),
    PersonTable(ContactPoint, merging=merging.CONTACTS, erasing=PERSON, sealing=PERSON),
    PersonTable(Fact, merging=merging.FACTS, erasing=PERSON, sealing=PERSON),
    PersonTable(ParticipantWord, merging=PERSON, erasing=PERSON, sealing=PERSON),
    PersonTable(SupportTeamMember, merging=merging.TEAM, erasing=PERSON, sealing=PERSON),
    PersonTable(Merge, merging=merging.MERGES, erasing=PERSON, sealing=PERSON),
    PersonTable(MergeSnapshot, merging=MERGE, erasing=MERGE, sealing=MERGE),
)
