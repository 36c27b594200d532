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
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.people import panels
from app.people.blueprint import bp
from app.people.duplicates.models import LikelyPair, NotSame
from app.people.facts.models import Fact
from app.people.models import (
    Consent,
    ContactPoint,
    Participant,
    ParticipantNamePair,
    ParticipantWord,
    SupportTeamMember,
)
from app.people.name_index import tend
from app.people.operations.duplicates import pairs_follow
from app.people.operations.unverified import merge_unverified
from app.people.permissions import visible_to
from app.people.queries import search
from app.people.retention import count_idle
from app.people.wording import action_name

load("app.people")


def count_over(_is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """A person decides about a record; the night only counts."""
    return f"{count_idle(clock.now().date())} participants without activity wait for a decision"


PERSON = With("participant")

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
    ToDo(panels.waiting),
    Nightly(lambda _config: tend()),
    Retention(count_over),
    PersonTable(Participant, merging=merge_unverified, erasing=NOT_YET, sealing=visible_to),
    PersonTable(Consent, merging=merge_unverified, erasing=PERSON, sealing=PERSON),
    PersonTable(ContactPoint, merging=merge_unverified, erasing=PERSON, sealing=PERSON),
    PersonTable(Fact, merging=merge_unverified, erasing=PERSON, sealing=PERSON),
    PersonTable(ParticipantWord, merging=PERSON, erasing=PERSON, sealing=PERSON),
    PersonTable(ParticipantNamePair, merging=PERSON, erasing=PERSON, sealing=PERSON),
    PersonTable(LikelyPair, merging=PERSON, erasing=PERSON, sealing=PERSON),
    PersonTable(NotSame, merging=pairs_follow, erasing=PERSON, sealing=PERSON),
    PersonTable(SupportTeamMember, merging=PERSON, erasing=PERSON, sealing=PERSON),
)
