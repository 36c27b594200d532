"""The card sheet on paper: printed with tick boxes, and typed in by number once it was filled in."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, flash, g, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import i18n
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import plain_digits
from app.core.unit_of_work import writes
from app.people.models import Participant
from app.people.queries import get_participant
from app.skills.blueprint import bp
from app.skills.card_numbers import edition, numbered
from app.skills.forms import PAPER_ROWS, PaperForm
from app.skills.operations.paper import enter_paper
from app.skills.queries.catalogue import catalogue
from app.skills.scales import FREQUENCY_WORDS, Frequency

TICKS = tuple(each for each in Frequency if each is not Frequency.NEVER)
"""The boxes of the paper, in order; the fast entry types 1 to 4 for them."""
INSTRUCTION = _l("Tick what you have done, paid or not. This is no test. Leave out what you like.")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as it was typed, and what is wrong with it."""

    number: str = ""
    tick: str = ""
    error: str = ""


@bp.get("/card-sheet")
@requires(Permission.INVENTORY_WRITE)
def card_sheet() -> str:
    """All cards with their numbers and tick boxes, in a language of the kiosk beside Portuguese."""
    known = catalogue()
    spoken = i18n.language(request.args.get("language", "pt"))
    return render_template(
        "skills/card_sheet.html",
        catalogue=known,
        numbers={view.id: number for number, view in numbered(known).items()},
        edition=edition(known),
        columns=[spoken, *([i18n.language("pt")] if spoken.code != "pt" else [])],
        offered=i18n.offered("kiosk"),
        ticks=[FREQUENCY_WORDS[each.value] for each in TICKS],
        instruction=INSTRUCTION,
    )


@bp.route("/inventories/paper", methods=["GET", "POST"])
@requires(Permission.INVENTORY_WRITE)
def enter() -> Response:
    """Make a list of the numbers; with a participant into their record, else under a code."""
    form = PaperForm(data={"language": "pt", "participant_id": request.args.get("participant", "")})
    participant, known = _participant(form), catalogue()
    cards = numbered(known)
    lines = [_checked(line, len(cards)) for line in _typed()]
    wrong = [(at, line.error) for at, line in enumerate(lines, start=1) if line.error]
    if form.validate_on_submit() and form.edition.data.upper() != edition(known):
        form.edition.errors = [_("This sheet is of another edition: its numbers mean other cards.")]
    if writes() and not form.errors and not wrong:
        inventory = enter_paper(
            g.actor,
            inventory_id=form.new_id,
            municipality_id=participant.municipality_id if participant else g.actor.here(),
            participant_id=participant.id if participant else None,
            language=form.language.data,
            answers=[(cards[int(line.number)], TICKS[int(line.tick) - 1]) for line in lines if line.number],
        )
        flash(_("The sheet was entered."), "good")
        return see_other("skills.inventory", inventory_id=inventory.id)
    return respond(
        "skills/paper.html",
        status=422 if wrong else form.status,
        form=form,
        lines=[*lines, *[PaperLine()] * (PAPER_ROWS - len(lines))],
        wrong=wrong,
        participant=participant,
        ticks=[FREQUENCY_WORDS[each.value] for each in TICKS],
    )


def _participant(form: PaperForm) -> Participant | None:
    try:
        wanted = UUID(form.participant_id.data or "")
    except ValueError:
        return None
    return get_participant(g.actor, wanted)


def _typed() -> list[PaperLine]:
    numbers, ticks = request.form.getlist("number"), request.form.getlist("tick")
    lines = zip(numbers[:PAPER_ROWS], ticks[:PAPER_ROWS], strict=False)
    return [PaperLine(number.strip()[:6], tick.strip()[:6]) for number, tick in lines]


def _checked(line: PaperLine, highest: int) -> PaperLine:
    number, tick = plain_digits(line.number), plain_digits(line.tick)
    if not line.number and not line.tick:
        return line
    if not number or not 1 <= int(number) <= highest:
        return PaperLine(line.number, line.tick, _("There is no card with this number."))
    if not tick or not 1 <= int(tick) <= len(TICKS):
        return PaperLine(line.number, line.tick, _("How often? Please type 1, 2, 3 or 4."))
    return PaperLine(number, tick)
