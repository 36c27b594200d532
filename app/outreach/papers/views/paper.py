"""The paper of a session: numbers are made, then printed on sheets, cards and a list."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.access import requires
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.permission import Permission
from app.network.desk import on_paper
from app.network.queries import get_municipality
from app.outreach.blueprint import bp
from app.outreach.papers.asked import offered_on_paper, wishes_on_paper
from app.outreach.papers.forms import PARTS, PrintForm, SlipsForm
from app.outreach.papers.models import Slip
from app.outreach.papers.operations import make_slips
from app.outreach.papers.pack import Meeting, Numbered, session_pack, speaker_of
from app.outreach.papers.queries import list_batches, list_slips, titles_of
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.slip_codes import code_of
from app.ui.long_files import Args, offer
from app.ui.paper_files import Contents, PaperFile, answer, id_in
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

ADDRESS = "/sessions/<uuid:workshop_session_id>/paper"
SESSION = "workshop_session_id"


def _read(actor: Actor, args: Args) -> Contents:
    session = get_session(actor, id_in(args, SESSION))
    form = PrintForm(args)
    if not form.validate():
        raise NotFound
    slips = list_slips(session, *form.range)
    wanted = form.wanted

    def compose() -> Paper:
        municipality, speaker = get_municipality(session.municipality_id), speaker_of(wanted.language)
        choices = find_choices(session.municipality_id, session)
        return session_pack(
            Letterhead(municipality.name),
            _meeting(session),
            _numbered(slips, choices),
            offered_on_paper(choices, speaker),
            wanted=wanted,
            desk=on_paper(municipality, speaker),
        )

    size = len(slips) * (wanted.has_sheets + wanted.has_cards) + len(wanted.notices)
    return Contents("fichas-de-inscricao", session.municipality_id, size, compose)


PACK = PaperFile("outreach_paper.file", Permission.OUTREACH_REGISTER, _l("Paper of a session"), _read)
offer(PACK)


@bp.get(ADDRESS, endpoint="paper")
@bp.post("/sessions/<uuid:workshop_session_id>/slips", endpoint="make_slips")
@requires(Permission.OUTREACH_REGISTER)
def paper(workshop_session_id: UUID) -> Response:
    """Make numbers, or print some that there are."""
    session = get_session(g.actor, workshop_session_id)
    form = SlipsForm()
    if not form.validate_on_submit():
        return _page(session, form)
    slips = make_slips(g.actor, slip_id=form.new_id, session=session, count=form.how_many)
    first, last = slips[0].number, slips[-1].number
    one = _("Number %(number)s was made.", number=first)
    several = _("Numbers %(first)s to %(last)s were made.", first=first, last=last)
    flash(one if first == last else several, "good")
    return see_other("outreach.paper", workshop_session_id=session.id)


@bp.get(f"{ADDRESS}.pdf", endpoint="paper_file")
@requires(Permission.OUTREACH_REGISTER)
def paper_file(workshop_session_id: UUID) -> Response:
    """The numbers that the address asks for, as one file."""
    session = get_session(g.actor, workshop_session_id)
    if not request.args:
        return see_other("outreach.paper", workshop_session_id=session.id)
    form = PrintForm(request.args)
    if not form.validate() or not (form.part.data or form.notice.data):
        return _page(session, SlipsForm(), form)
    return answer(PACK, **{SESSION: session.id}, **_asked(form))


def _numbered(slips: Sequence[Slip], choices: Choices) -> list[Numbered]:
    titles = titles_of({wish for each in slips for wish in each.wished})
    return [
        Numbered(each.number, code_of(each.number, each.id), wishes_on_paper(choices, each.wished, titles))
        for each in slips
    ]


def _asked(form: PrintForm) -> dict[str, list[str]]:
    """What the form says, as an address says it again."""
    return {name: [str(each) for each in form[name].raw_data or ()] for name in form.data}


def _page(session: Session, form: SlipsForm, printing: PrintForm | None = None) -> Response:
    batches = list_batches(session)
    latest = batches[0] if batches else None
    usual = {"first": latest.first, "last": latest.last} if latest else {}
    drawn = printing or PrintForm(data={**usual, "part": [*PARTS], "notice": ["pt"]})
    nothing_chosen = printing is not None and not printing.errors
    return respond(
        "outreach/papers/paper.html",
        status=422 if printing is not None else form.status,
        session=session,
        form=form,
        printing=drawn,
        nothing_chosen=nothing_chosen,
        batches=batches,
    )


def _meeting(session: Session) -> Meeting:
    title = session.title or session.workshop.title
    return Meeting(title, session.on, session.starts, session.ends, session.where)
