"""Languages: who is offered which, side by side, and errors under fields in the reader's language."""

import pytest
from babel import Locale
from flask import Flask
from flask_babel import gettext, lazy_gettext, ngettext
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice

from app.core import i18n
from app.core.forms import TapForm
from app.ui import choice_fields, fields

ALL = ["pt", "en", "uk", "ar"]


def test_languages_are_offered_by_surface_with_their_own_names() -> None:
    assert [each.code for each in i18n.offered("kiosk")] == ALL
    assert [each.code for each in i18n.offered("office")] == ["pt", "en"]
    assert i18n.language("ar").direction == "rtl"
    assert i18n.language("uk").name == "Українська"


def test_an_unknown_language_is_portuguese() -> None:
    assert i18n.language("tlh") is i18n.language("pt")


@pytest.mark.parametrize(
    ("accepted", "code"), [("uk-UA,uk;q=0.9,en;q=0.5", "uk"), ("pt-BR", "pt"), ("tlh", "pt"), ("ar", "ar")]
)
def test_the_browser_says_which_language_until_somebody_chooses(app: Flask, accepted: str, code: str) -> None:
    with app.test_request_context(headers={"Accept-Language": accepted}):
        assert i18n.current().code == code
        i18n.use("en")
        assert i18n.current().code == "en"


def test_two_languages_stand_side_by_side(app: Flask) -> None:
    keep = lazy_gettext("Yes, keep it")
    with app.test_request_context():
        i18n.use("uk")
        assert (str(keep), i18n.text_in("pt", keep), str(keep)) == (
            "Так, зберегти",
            "Sim, guardar",
            "Так, зберегти",
        )


def test_a_language_chosen_after_the_first_word_counts_at_once(app: Flask) -> None:
    with app.test_request_context():
        i18n.use("pt")
        assert gettext("Leave") == "Sair"
        i18n.use("uk")
        assert gettext("Leave") == "Вийти"


def test_countries_and_languages_are_named_as_in_portugal(app: Flask) -> None:
    with app.test_request_context(), i18n.speaking("pt"):
        assert i18n.language_name("uk") == "ucraniano"
        assert i18n.language_name("vi") == "vietnamita"
        assert i18n.current().locale == "pt_PT"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("pt", ["0 resultados", "1 resultado", "2 resultados", "5 resultados", "11 resultados"]),
        ("uk", ["0 результатів", "1 результат", "2 результати", "5 результатів", "11 результатів"]),
        ("ar", ["لا نتائج", "نتيجة واحدة", "نتيجتان", "5 نتائج", "11 نتيجة"]),
    ],
)
def test_things_are_counted_as_the_language_does(app: Flask, code: str, said: list[str]) -> None:
    with app.test_request_context(), i18n.speaking(code):
        assert [ngettext("%(num)d result", "%(num)d results", n) for n in (0, 1, 2, 5, 11)] == said


class EveryField(TapForm):
    """Each kind of field."""

    text = fields.TextField(max_length=3)
    missing = fields.TextField(required=True)
    email = fields.EmailField()
    phone = fields.PhoneField()
    code = fields.CodeField()
    number = fields.IntegerField(most=5)
    digits = fields.IntegerField()
    tick = fields.CheckboxField(required=True)
    day = choice_fields.DateField()
    one = choice_fields.SelectField(choices=[SelectChoice("a", "A")])
    radio = choice_fields.RadiosField(choices=[SelectChoice("a", "A")], required=True)
    some = choice_fields.CheckboxesField(choices=[SelectChoice("a", "A")])


WRONG = MultiDict({
    "text": "four", "email": "x", "phone": "12", "code": "12", "number": "9", "digits": "x",
    "day": ["31", "2", "2020"], "one": "b", "radio": "b", "some": "b",
})  # fmt: skip


def errors(app: Flask, code: str) -> dict[str, str]:
    with app.test_request_context(), i18n.speaking(code):
        form = EveryField(formdata=WRONG, meta={"csrf": False})
        assert not form.validate()
        return {name: str(said[0]) for name, said in form.errors.items()}


@pytest.mark.parametrize("code", ["pt", "uk", "ar"])
def test_errors_under_fields_speak_the_readers_language(app: Flask, code: str) -> None:
    english, said = errors(app, "en"), errors(app, code)
    assert len(english) == 12
    assert english.keys() == said.keys()
    assert {name for name in english if english[name] == said[name]} == set()


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("locale", "name"), [("pt_PT", "Ucrânia"), ("uk", "Україна"), ("ar", "أوكرانيا")])
def test_countries_have_their_names_in_every_language(locale: str, name: str) -> None:
    assert Locale.parse(locale).territories["UA"] == name


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("foreign", ["zh_CN", "zh_Hant_TW", "sr_Latn_RS", "iw_IL"])
def test_languages_that_we_do_not_offer_are_understood(foreign: str) -> None:
    assert Locale.parse(foreign).get_display_name("pt_PT")
    assert Locale.parse(foreign).territories["PT"]
