"""Fields read what people type, say what is wrong under themselves, and draw themselves whole."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice

from app.core.application import Autonomus
from app.core.forms import TapForm
from app.ui import choice_fields, fields


class Everything(TapForm):
    name = fields.TextField("Name", required=True, description="As called")
    notes = fields.LongTextField("Notes")
    email = fields.EmailField("E-mail")
    phone = fields.PhoneField("Telephone")
    password = fields.PasswordField("Password")
    code = fields.CodeField("Code")
    count = fields.IntegerField("Count", most=20)
    agreed = fields.CheckboxField("Agreed", required=True)
    on = choice_fields.DateField("Day")
    way = choice_fields.RadiosField(
        "Way", choices=[SelectChoice("a", "A"), SelectChoice("b", "B")], required=True
    )
    parish = choice_fields.SelectField("Parish", choices=[SelectChoice("", "—"), SelectChoice("x", "X")])
    tongues = choice_fields.CheckboxesField("Tongues", choices=[SelectChoice("pt", "P")])


def filled(app: Autonomus, **typed: Any) -> Everything:
    with app.test_request_context("/", method="POST"):
        form = Everything(MultiDict(typed), meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "  Ana\0  D'Ávila\u202e ", "Ana D'Ávila"),
        ("name", "O", "O"),
        ("notes", " one \r\n\r\n\r\n two\x07 ", "one\n\ntwo"),
        ("email", "ana@example.pt", "ana@example.pt"),
        ("phone", "912 345 678", "+351912345678"),
        ("phone", "+380 44 123 4567", "+380441234567"),
        ("phone", "+351 (0) 961 111 222", "+351961111222"),
        ("password", "  two  blanks ", "  two  blanks "),
        ("code", "427-180 936", "427180936"),
        ("count", " 1 2 ", 12),
        ("on", ["27", "3", "1984"], date(1984, 3, 27)),
        ("on", ["", "", ""], None),
        ("on", "1984-03-27", date(1984, 3, 27)),
        ("way", "a", "a"),
        ("parish", "", ""),
        ("tongues", ["pt"], ["pt"]),
    ],
)
def test_what_is_meant_is_kept(app: Autonomus, field: str, typed: Any, kept: Any) -> None:
    form = filled(app, **{field: typed})
    assert form[field].data == kept
    assert not form[field].errors


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", " \t "),
        ("name", "x" * 201),
        ("notes", "x" * 4_001),
        ("email", "ana"),
        ("email", "ana@example"),
        ("phone", "12"),
        ("phone", "not a number"),
        ("phone", "912 345 678 / 934 567 890"),
        ("code", "12345678"),
        ("code", "٤٢٧١٨٠٩٣٦"),
        ("count", "21"),
        ("count", "9" * 5_000),
        ("count", "1.5"),
        ("on", ["31", "2", "2020"]),
        ("on", ["1", "", "2020"]),
        ("on", ["1", "2"]),
        ("on", ["1", "1", "9" * 5_000]),
        ("way", "c"),
        ("way", ""),
        ("parish", "nowhere"),
        ("tongues", ["pt", "<b>"]),
        ("agreed", ""),
    ],
)
def test_what_cannot_be_read_is_said(app: Autonomus, field: str, typed: Any) -> None:
    form = filled(app, **{field: typed})
    assert form[field].errors
    assert all(str(error).strip() for error in form[field].errors)


def drawn(app: Autonomus, field: str, **typed: Any) -> BeautifulSoup:
    form = filled(app, **typed)
    with app.test_request_context("/"):
        return BeautifulSoup(str(form[field]()), "html.parser")


def test_a_field_ties_label_hint_and_error_to_its_input(app: Autonomus) -> None:
    soup = drawn(app, "name", name="")
    box = soup.select_one("input#name")
    assert box
    assert soup.select_one("label[for=name]")
    for name in str(box["aria-describedby"]).split():
        assert soup.find(id=name)
    assert box["aria-invalid"] == "true"
    assert box["maxlength"] == "200"


def test_what_was_typed_is_still_there_unless_it_is_secret(app: Autonomus) -> None:
    box = drawn(app, "name", name='<b>"&').select_one("input")
    assert box
    assert box["value"] == '<b>"&'
    boxes = drawn(app, "on", on=["31", "2", "2020"]).select("input")
    assert [each["value"] for each in boxes] == ["31", "2", "2020"]
    number = drawn(app, "count", count="many").select_one("input")
    assert number
    assert number["value"] == "many"
    assert "secret" not in str(drawn(app, "password", password="secret"))


def test_a_group_is_named_and_its_answers_have_labels(app: Autonomus) -> None:
    soup = drawn(app, "way", way="b")
    assert soup.select_one("fieldset > legend")
    assert [each["for"] for each in soup.select("label")] == ["way-0", "way-1"]
    chosen = soup.select_one("input[checked]")
    assert chosen
    assert chosen["value"] == "b"


def test_only_optional_fields_say_so(app: Autonomus) -> None:
    assert drawn(app, "email").select_one(".optional")
    assert not drawn(app, "name").select_one(".optional")


def test_only_who_shall_have_the_focus_at_once_asks_for_it(app: Autonomus) -> None:
    form = filled(app)
    with app.test_request_context("/"):
        assert ' autofocus=""' in form.name(autofocus=True)
        assert "autofocus" not in form.name(autofocus=False)
