"""How the programme works: what it is, who takes part, where the desk is, how to send somebody."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from app.core.i18n import Language
from app.core.papers.speaker import Speaker
from app.core.programme import Row, Section, as_written
from app.network.desk import on_paper
from app.network.models import Municipality
from app.network.parties.attached import PartnerRole
from app.network.parties.public import PublicPartner, public_partners
from app.network.queries import get_municipality


def told(municipality_id: UUID, today: date, spoken: Language) -> Iterator[Section]:
    """The municipality was read for the page already."""
    municipality = get_municipality(municipality_id)
    yield _what_it_is(municipality)
    yield _who_takes_part(public_partners(municipality_id, today))
    yield _where(municipality, spoken)
    yield _how_to_send(municipality)


def _what_it_is(municipality: Municipality) -> Section:
    place = municipality.name
    sentences = [
        _("In %(place)s the programme helps people who have no work to find their own way.", place=place),
        _("It begins with what somebody can do, wherever that was learnt: at work, at home, with others."),
        _("It is free. Nobody has to take part, and saying no changes nothing in benefits."),
    ]
    return Section(position=10, key="what", title=_("What it is"), sentences=sentences)


def _who_takes_part(partners: Sequence[PublicPartner]) -> Section:
    rows = [
        Row(
            as_written(each.name),
            _ROLES[each.role](),
            [Row(as_written(name), function) for name, function in each.contacts],
        )
        for each in partners
    ]
    return Section(position=30, key="who", title=_("Who takes part"), rows=rows)


_ROLES = {
    PartnerRole.CENTRAL: lambda: _("central entity: receives, guides, recognises what people know"),
    PartnerRole.LOCAL: lambda: _("runs a project workshop"),
    PartnerRole.SUPPORT: lambda: _("supports the programme"),
}


def _where(municipality: Municipality, spoken: Language) -> Section:
    sentences = [each.text for (each,) in on_paper(municipality, Speaker(spoken.code))]
    return Section(position=40, key="where", title=_("Where it is"), sentences=sentences)


def _how_to_send(municipality: Municipality) -> Section:
    steps = [
        _("Ask the person first: nobody is sent who does not want to come."),
        _("Nothing has to be brought: no papers, no appointment, no letter."),
        _("They come to the desk while it is open, alone or with you."),
    ]
    if municipality.desk_phone:
        steps.append(_("Or you call the desk together, with the person beside you."))
    return Section(position=50, key="send", title=_("How to send somebody"), steps=steps)
