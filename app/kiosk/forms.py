"""What is typed at the kiosk and about terminals: shape and wording."""

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import Form, TapForm
from app.initiatives.ideas.choices import QUESTIONS, answers_to
from app.initiatives.ideas.operations import LONGEST_WORDS as LONGEST_IDEA
from app.skills.code_entry import CodeEntry, ScanField
from app.skills.codes import pictures
from app.skills.operations.entries import LONGEST_WORDS
from app.ui.choice_fields import RadiosField, SelectField, choices
from app.ui.fields import CheckboxField, TextField

PICTURES = [SelectChoice(each.key, each.key) for each in pictures()]


class TerminalForm(Form):
    name = TextField(
        _("Name"),
        required=True,
        max_length=80,
        description=_("What colleagues call it: “Kiosk in the hall”."),
    )
    place = TextField(
        _("Where it stands"), max_length=120, description=_("Building and floor, for whoever is called.")
    )
    prints = CheckboxField(_("It has a printer"), default=True)


class OwnWordsForm(TapForm):
    """Something said in one's own words. Sent twice it is kept once."""

    words = TextField(
        _("In your own words"),
        required=True,
        max_length=LONGEST_WORDS,
        description=_("Only what you can do. Please leave out names, addresses and telephone numbers."),
    )


class PlaceForm(Form):
    """What is asked beside the place itself, with a list nothing else; all of it can be left out."""

    needs_transport = CheckboxField(_("I need transport"))
    needs_childcare = CheckboxField(_("I need someone to look after my children"))
    tell_name = TextField(
        _("Somebody we can tell"),
        description=_("A neighbour, a cousin, the café: if we cannot reach you."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    tell_contact = TextField(_("How we reach them"), render_kw={"autocomplete": "off", "dir": "auto"})


class NameForm(PlaceForm):
    """A place by name. The name alone is enough."""

    name = TextField(
        _("Your name"),
        required=True,
        description=_("As you want to be called."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    contact = TextField(
        _("Telephone or e-mail"),
        description=_("So that we can tell you when something changes."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )


class CodeFields(CodeEntry):
    """The nine digits and the two pictures, in order; drawn by templates/kiosk/_code_fields.html."""

    digits = ScanField(_("The nine numbers"), required=True)
    first = RadiosField(_("First picture"), required=True, choices=PICTURES)
    second = RadiosField(_("Second picture"), required=True, choices=PICTURES)


class CodeForm(CodeFields, TapForm):
    """A code that opens whatever is kept under it."""


class SignUpCodeForm(CodeFields, PlaceForm):
    """A place for whoever has a code already."""


class TeachForm(Form):
    """An offer to teach; the competence is the button that was tapped."""

    words = TextField(
        _("What would you like to show others?"),
        max_length=LONGEST_WORDS,
        render_kw={"autocomplete": "off", "dir": "auto"},
    )


class IdeaForm(Form):
    """The sentence of an idea, which can be left out, and what was tapped before."""

    field = SelectField(required=True, choices=choices(answers_to("field")))
    whom = SelectField(required=True, choices=choices(answers_to("whom")))
    company = SelectField(required=True, choices=choices(answers_to("company")))
    reach = SelectField(required=True, choices=choices(answers_to("reach")))
    words = TextField(
        _("Your idea in one sentence"),
        max_length=LONGEST_IDEA,
        description=_("You can also leave this empty. Please leave out names and telephone numbers."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )

    @property
    def taps(self) -> dict[str, str]:
        return {each: str(self[each].data) for each in QUESTIONS}
