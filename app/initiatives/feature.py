"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.belongings import rows_of
from app.core.feature import Feature, PersonTable, With, Words, load
from app.initiatives.arrangements import dossier as arrangements_dossier
from app.initiatives.arrangements import panels as arrangements_panels
from app.initiatives.arrangements import queries as arrangements_queries
from app.initiatives.arrangements import receivers as arrangements
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider, Terms, Told
from app.initiatives.arrangements.wording import FILTERS as ARRANGEMENTS_FILTERS
from app.initiatives.blueprint import bp
from app.initiatives.groups.closing import Hanging
from app.initiatives.money import panels as money_panels
from app.initiatives.trail import TRAIL

load("app.initiatives")

PERSON, MEMBER, HOSTED = With("participant"), With("initiative_member"), With("hosted_activity")

FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
    Words(ARRANGEMENTS_FILTERS),
    Hanging(money_panels.open_of),
    Hanging(arrangements_panels.open_of, arrangements_panels.open_of_member),
    rows_of(_("Work for an agency of proximity services"), Provider),
    PersonTable(
        HostedActivity,
        merging=MEMBER,
        exporting=arrangements_dossier.hosted_activities,
        erasing=arrangements.forget_the_person,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    PersonTable(
        Booking,
        merging=HOSTED,
        exporting=arrangements_dossier.hosted_bookings,
        erasing=arrangements.forget_the_person,
        restricting=HOSTED,
        sealing=HOSTED,
    ),
    PersonTable(
        Provider,
        merging=arrangements.follow_the_person,
        exporting=arrangements_dossier.providers,
        erasing=arrangements.forget_the_person,
        restricting=PERSON,
        sealing=arrangements_queries.provider_names,
    ),
    PersonTable(
        Terms,
        merging=MEMBER,
        exporting=arrangements_dossier.invoicing,
        erasing=MEMBER,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    PersonTable(
        Told,
        merging=MEMBER,
        exporting=arrangements_dossier.benefits_told,
        erasing=MEMBER,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
)
