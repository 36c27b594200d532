"""What a person gets of partners' lists: from whom we have what we know (GDPR, art. 15(1)(g))."""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Lexicon, Section
from app.core.reading import said
from app.core.sheets import row_kept
from app.network.parties.models import Organisation
from app.outreach.lists.models import ListRow, Outcome, PartnerList
from app.people.models import Participant

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def listed(person: Participant) -> Section:
    """In which lists they stood: whose, when it came, and what their row said while that is kept."""
    theirs = (
        select(ListRow, PartnerList.created_at, Organisation.name)
        .join(PartnerList, PartnerList.id == ListRow.list_id)
        .join(Organisation, Organisation.id == PartnerList.organisation_id)
        .where(ListRow.participant_id == person.id, ListRow.outcome != Outcome.NONE.value)
    )
    rows = [
        {
            "organisation": name,
            "created_at": created_at,
            "number": row.number,
            "outcome": LEXICON.told("outcome", row.outcome),
            "brought_at": row.brought_at,
            "decided_by": By(row.decided_by),
            "said": _said(row),
        }
        for row, created_at, name in db.session.execute(
            theirs.order_by(PartnerList.created_at, ListRow.number)
        )
    ]
    return Section("partner_lists", LEXICON, rows)


def _said(row: ListRow) -> str:
    """What stood in the row, by heading."""
    cells = row_kept(row.number, row.cells).cells
    return "; ".join(f"{heading}: {said(cell)}" for heading, cell in cells.items() if cell != "")
