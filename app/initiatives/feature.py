"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.belongings import rows_of
from app.core.feature import Feature, PersonTable, ToDo, Words, load
from app.core.person_page import PersonPage
from app.initiatives.blueprint import bp
from app.initiatives.teams import dossier as teams_dossier
from app.initiatives.teams import panels as teams_panels
from app.initiatives.teams import receivers as teams
from app.initiatives.teams import wording as teams_wording
from app.initiatives.teams.models import TeamPlace, TeamWish
from app.initiatives.trail import TRAIL

load("app.initiatives")

FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
    Words(teams_wording.FILTERS),
    PersonPage(teams_panels.about, teams_panels.lines_of),
    ToDo(teams_panels.waiting),
    rows_of(_("Proposals for teams"), TeamPlace),
    PersonTable(
        TeamPlace,
        merging=teams.follow_the_person,
        exporting=teams_dossier.places,
        erasing=teams.forget_places,
        restricting=teams.propose_nobody_at_rest,
        sealing=teams.propose_nobody_hidden,
    ),
    PersonTable(
        TeamWish,
        merging=teams.wishes_follow,
        exporting=teams_dossier.wishes,
        erasing=teams.forget_places,
        restricting=teams.propose_nobody_at_rest,
        sealing=teams.propose_nobody_hidden,
    ),
)
