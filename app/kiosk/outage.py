"""What a terminal shows while the server is away: in every language, with the desk's hours and telephone.

The launcher keeps it from its last good start, so it needs no language of its own.
"""

from flask_babel import lazy_gettext as _

from app.core.hours.words import in_words
from app.core.i18n import offered, text_in
from app.network.models import Municipality

SORRY = _("This screen is taking a short break.")
BACK = _("It comes back by itself. Nothing of what others did here can be seen.")
DESK = _("You can speak with someone at the desk.")


def words_for(municipality: Municipality) -> dict[str, object]:
    """Plain data: the desk, and for each kiosk language its tag, direction, name, sentences and hours."""
    return {
        "desk": municipality.name,
        "phone": municipality.desk_phone,
        "languages": [
            {
                "tag": each.tag,
                "direction": each.direction,
                "name": each.name,
                "sentences": [text_in(each.code, text) for text in (SORRY, BACK, DESK)],
                "hours": in_words(municipality.desk_hours, each.code),
            }
            for each in offered("kiosk")
        ],
    }
