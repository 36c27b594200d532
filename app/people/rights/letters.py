"""What somebody is told of their rights by message."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.network.models import Municipality
from app.people.messages import Notice, Words


def erasure(due_on: date, municipality: Municipality) -> Notice:
    """That what is kept of them goes, when, and what they can do about it."""

    def words(_code: str) -> Words:
        day = format_date(due_on, "full")
        told = [
            _("You have not come to us for a long time. What we keep about you is erased after this day:"),
            f"{day}.",
            _("If you want us to go on knowing you, come to the desk or call us before then."),
            _("If not, there is nothing you have to do."),
        ]

        def short(_title: str) -> str:
            return _("What we keep about you is erased after %(day)s. Shall we keep it? Tell us.", day=day)

        return Words("", _("Your data will be erased"), told, short)

    return Notice(municipality, words)
