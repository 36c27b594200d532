"""Papers follow the person they belong to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.people.merging.rules import follows
from app.ui.wording import short_day
from app.workshops.papers.models import Certificate, CertificateKind

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
