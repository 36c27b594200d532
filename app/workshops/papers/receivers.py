"""Papers follow the person they belong to, say when what they rest on was corrected, and lose the name of
whoever is forgotten.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app.core.db import db
from app.people.merging.rules import follows
from app.people.rights.forgetting import Forgotten, deal, forgotten, month_of
from app.ui.wording import short_day
from app.workshops.attendance.operations.attendance import attendance_noted
from app.workshops.papers.models import Certificate, CertificateKind, NamelessPaper
from app.workshops.papers.operations.corrections import compare_papers

KINDS: dict[str, Any] = {
    CertificateKind.PARTICIPATION: _("Certificate of participation"),
    CertificateKind.PRESENCE: _("Declaration of presence"),
}


def _words(rows: Sequence[Certificate]) -> list[str]:
    said = ((str(KINDS[each.kind]), each.title, short_day(each.first_on)) for each in rows)
    return [" · ".join(filter(None, each)) for each in said]


def _still_verify(_kept: Sequence[Certificate], gone: Sequence[Certificate]) -> dict[UUID, Any]:
    return dict.fromkeys((each.id for each in gone), _("Goes along; what is printed goes on verifying"))


follow_the_person = follows(Certificate, _("Papers issued"), _words, _still_verify)
attendance_noted.connect(compare_papers)


@forgotten.connect
def take_the_name_off(told: Forgotten) -> None:
    """Whoever is shown a paper can still check that it was issued; nothing here says to whom."""
    theirs = Certificate.participant_id.in_(told.people)
    papers = db.session.scalars(select(Certificate).where(theirs)).all()
    nameless = [_nameless(each, told.people[each.participant_id].zone) for each in papers]
    for paper in papers:
        if paper.revoked_at is None:
            told.leave("certified", paper.participant_id, paper.issued_at)
        db.session.expunge(paper)
    db.session.execute(delete(Certificate).where(theirs))
    for where in {each.municipality_id for each in nameless}:
        deal(NamelessPaper, where, [each for each in nameless if each.municipality_id == where])


def _nameless(paper: Certificate, zone: str) -> NamelessPaper:
    """What a visit was for are somebody's own words: of a series alone the title is left."""
    return NamelessPaper(
        municipality_id=paper.municipality_id,
        kind=paper.kind,
        title=paper.title if paper.workshop_id else "",
        first_on=paper.first_on,
        last_on=paper.last_on,
        minutes=paper.minutes,
        minutes_held=paper.minutes_held,
        code_hash=paper.code_hash,
        issued_on=month_of(paper.issued_at, zone),
        revoked_on=month_of(paper.revoked_at, zone) if paper.revoked_at else None,
    )
