"""Short numbers for the cards of the paper sheet, so that a filled-in sheet is typed in quickly.

Numbers follow the keys, so they move when a competence joins the catalogue; the edition printed on each
sheet tells a sheet whose numbers have moved.
"""

import hashlib
from collections.abc import Mapping

from app.skills.snapshot import Catalogue, CompetenceView


def numbered(catalogue: Catalogue) -> Mapping[int, CompetenceView]:
    """Every competence that can be chosen by its number, from 1."""
    offered = (view for view in catalogue.keys.values() if not view.is_retired)
    return dict(enumerate(sorted(offered, key=lambda view: view.key), start=1))


def edition(catalogue: Catalogue) -> str:
    """Four characters that change whenever a number could mean another card: "3F0A"."""
    keys = "\n".join(view.key for view in numbered(catalogue).values())
    return hashlib.sha256(keys.encode()).hexdigest()[:4].upper()
