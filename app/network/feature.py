"""What network tells the house."""

from flask_babel import lazy_gettext as _

from app.core import clock
from app.core.actor import SYSTEM
from app.core.config import Config
from app.core.evidence import Evidence
from app.core.feature import Feature, Link, MenuEntry, Nightly, Retention, Search, ToDo, Words, load
from app.core.permission import Permission
from app.core.programme import Told
from app.core.resting import Ground, Resting
from app.network import panels, programme
from app.network.blueprint import bp
from app.network.commands import new_municipalities, new_parishes
from app.network.forgetting import forget_people
from app.network.grants.queries import grants_on_party, grants_on_protocol
from app.network.grants.wording import FILTERS as GRANT_FILTERS
from app.network.installation import panels as installation
from app.network.installation.wording import FILTERS as INSTALLATION_FILTERS
from app.network.joining import answering
from app.network.joining import panels as joining
from app.network.joining.evidence import offered_invitations, shown_invitations
from app.network.joining.operations import PURPOSE
from app.network.links.errands import Errand
from app.network.links.sending import remind
from app.network.meetings import answering as meeting_answers
from app.network.meetings import panels as meetings
from app.network.meetings.queries.evidence import offered_meetings, shown_meetings
from app.network.meetings.queries.search import search_meetings
from app.network.meetings.views import filters as meeting_filters
from app.network.parties.evidence import offered_contributions, shown_contributions
from app.network.parties.merging import forget_undoing
from app.network.parties.queries import search_parties
from app.network.parties.wording import amount, kind_name, said
from app.network.protocols import panels as protocols
from app.network.protocols.operations.decisions import bring_forward
from app.network.protocols.queries.evidence import offered_protocols, shown_protocols
from app.network.protocols.queries.protocols import search_protocols
from app.network.protocols.queries.resting import protocols_on_party
from app.network.protocols.wording import FILTERS
from app.network.queries import get_zone
from app.network.trail import TRAIL
from app.network.wording import holiday_day

load("app.network")


def every_night(_settings: Config) -> None:
    """Of protocols that renew themselves, note until when they run now."""
    bring_forward(clock.today("Atlantic/Azores"))  # where the day ends last


def forget_over(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """Names and addresses of people of partners, long after what they stood for ended."""
    count = forget_people(is_meant=is_meant)
    told = f"{count} links, answers, invited and contact people of partners"
    return (
        f"{told}: names and addresses emptied" if is_meant else f"{told}: --apply empties names and addresses"
    )


EVIDENCE = (
    Evidence(
        kind="meeting",
        label=_("Meeting"),
        done=_("it was held"),
        offered=offered_meetings,
        shown=shown_meetings,
        new=Link(_("Prepare a meeting"), "network.new_meeting", {}),
        permission=Permission.PARTNERSHIP_WRITE,
    ),
    Evidence(
        kind="protocol",
        label=_("Protocol"),
        done=_("all sides have signed it"),
        offered=offered_protocols,
        shown=shown_protocols,
        new=Link(_("New protocol"), "network.new_protocol", {}),
        permission=Permission.PARTNERSHIP_WRITE,
    ),
    Evidence(
        kind="invitation",
        label=_("Invitation"),
        done=_("there is an answer, whatever it is"),
        offered=offered_invitations,
        shown=shown_invitations,
        new=Link(_("Invite"), "network.new_partner_invitation", {}),
        permission=Permission.PARTNERSHIP_WRITE,
    ),
    Evidence(
        kind="contribution",
        label=_("Contribution"),
        done=_("its first day has come"),
        offered=offered_contributions,
        shown=shown_contributions,
        new=Link(_("Organisations"), "network.organisations", {}),
        permission=Permission.ORGANISATION_READ,
    ),
)
"""What of the network a step of the installation may point to."""

FEATURE = Feature(
    "network",
    bp,
    TRAIL,
    new_municipalities,
    new_parishes,
    Words({"holiday_day": holiday_day, "kind_name": kind_name, "party_word": said}, {"party_amount": amount}),
    Nightly(lambda _config: forget_undoing()),
    Words(GRANT_FILTERS),
    Retention(forget_over),
    ToDo(panels.waiting),
    ToDo(joining.waiting),
    ToDo(meetings.waiting),
    Resting(Ground.PARTY, _("Decisions of meetings to carry out"), meetings.resting),
    Words(meeting_filters.FILTERS),
    MenuEntry(95, "network.meetings", _("Meetings"), "message-circle"),
    Errand(
        purpose=meeting_answers.PURPOSE,
        label=_("Answer to a convocation"),
        permission=Permission.PARTNERSHIP_WRITE,
        page=meeting_answers.page,
        use=meeting_answers.use,
        letter=meeting_answers.letter,
    ),
    Nightly(lambda _settings: remind(SYSTEM)),
    Errand(
        purpose=PURPOSE,
        label=_("Invitation to the partnership"),
        permission=Permission.PARTNERSHIP_WRITE,
        page=answering.page,
        use=answering.use,
        letter=answering.letter,
    ),
    Words(FILTERS),
    ToDo(protocols.waiting),
    Nightly(every_night),
    Resting(Ground.PARTY, _("Protocols"), protocols_on_party),
    Resting(Ground.PARTY, _("Grants"), grants_on_party),
    Resting(Ground.PROTOCOL, _("Grants"), grants_on_protocol),
    MenuEntry(90, "network.organisations", _("Organisations"), "building-2", Permission.ORGANISATION_READ),
    MenuEntry(92, "network.protocols", _("Protocols"), "file-text", Permission.PARTNERSHIP_OWN),
    *EVIDENCE,
    Words(INSTALLATION_FILTERS),
    ToDo(installation.waiting),
    MenuEntry(96, "network.installation", _("Installation"), "list", Permission.PARTNERSHIP_READ),
    MenuEntry(94, "network.grants", _("Grants"), "heart", Permission.PARTNERSHIP_OWN),
    Told(programme.told),
    MenuEntry(120, "network.edit_municipality", _("Municipality"), "map-pin", Permission.MUNICIPALITY_WRITE),
    Search(
        50,
        Permission.ORGANISATION_READ,
        "network/parties/_search_hits.html",
        lambda actor, text, _languages, at_most: search_parties(actor, text, at_most),
    ),
    Search(
        55,
        Permission.PARTNERSHIP_OWN,
        "network/protocols/_search_hits.html",
        lambda actor, text, _languages, at_most: search_protocols(
            actor, text, at_most, clock.today(get_zone(actor.here()))
        ),
    ),
    Search(
        60,
        Permission.PARTNERSHIP_OWN,
        "network/meetings/_search_hits.html",
        lambda actor, text, _languages, at_most: search_meetings(actor, text, at_most),
    ),
)
