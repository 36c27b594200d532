"""Somebody who was registered twice, until it was seen: what was merged, and that it can be undone."""

from app.core.db import new_id
from app.dev.demo.enrolments import people
from app.dev.demo.places import AMIEIRA
from app.dev.demo.staff import actor_named
from app.people.merging.operations import merge
from app.people.operations.contacts import register


def write_merges() -> None:
    """The first of all came to the desk a second time, with another telephone."""
    actor, kept = actor_named("Rui Taveira"), people()[0]
    again = {"participant_id": new_id(), "municipality_id": AMIEIRA, "language": kept.language}
    gone = register(actor, phone="925 678 905", name=kept.name.split()[0], **again)
    versions = kept.version, gone.version
    merge(actor, merge_id=new_id(), kept=kept, gone=gone, versions=versions, reason="registered_twice")
