"""The checks of the catalogues find what they are for, and leave alone what is right."""

import pytest
from babel.messages.catalog import Catalog

from app.dev import pseudo
from app.dev.translation_checks import differences, not_portuguese, problems, too_few

ONE, MANY = "%(num)d thing", "%(num)d things"


def found(code: str, source: str | tuple[str, str], text: str | tuple[str, ...], **flags: object) -> str:
    """The problems of a catalogue that holds this one message."""
    wanted, catalog = Catalog(), Catalog(locale=code)
    wanted.add(source)
    catalog.add(source, text, **flags)  # type: ignore[arg-type]  # babel's own types are narrower
    return "; ".join(problems(code, wanted, catalog))


def test_a_sound_catalogue_has_no_problems() -> None:
    assert found("pt", "Leave", "Sair") == ""
    assert found("uk", (ONE, MANY), ("%(num)d річ", "%(num)d речі", "%(num)d речей")) == ""


def test_words_may_say_none_one_and_two_in_arabic_but_not_eleven() -> None:
    forms = ("لا شيء", "شيء واحد", "شيئان", "%(num)d أشياء", "%(num)d شيء", "%(num)d شيئًا")
    assert found("ar", (ONE, MANY), forms) == ""
    assert "placeholders differ" in found("ar", (ONE, MANY), (*forms[:5], "أشياء"))


def test_ukrainian_one_is_also_twenty_one() -> None:
    assert "placeholders differ" in found("uk", (ONE, MANY), ("одна річ", "%(num)d речі", "%(num)d речей"))


@pytest.mark.parametrize(
    ("source", "text", "problem"),
    [
        ("Leave", "", "not translated"),
        ((ONE, MANY), ("%(num)d coisa", ""), "not translated"),
        ((ONE, MANY), ("%(num)d coisas",), "1 forms instead of 2"),
        ("Change: %(thing)s", "Alterar: %(coisa)s", "placeholders differ"),
        ("<b>Stay</b>", "<i>Ficar</i>", "HTML tags differ"),
        ("Screen", "A tela", "“tela” (write: ecrã)"),
    ],
)
def test_a_wrong_translation_is_named(
    source: str | tuple[str, str], text: str | tuple[str, ...], problem: str
) -> None:
    assert problem in found("pt", source, text)


def test_fuzzy_missing_and_obsolete_messages_are_named() -> None:
    assert "fuzzy" in found("pt", "Leave", "Sair", flags=["fuzzy"])
    wanted, catalog = Catalog(), Catalog(locale="pt")
    wanted.add("Leave")
    catalog.add("Go", "Ir")
    assert set(problems("pt", wanted, catalog)) == {"lacks 'Leave'", "no longer in the sources: 'Go'"}


def test_blanks_at_the_ends_belong_to_the_sentence() -> None:
    assert list(differences("Left: ", "Faltam:")) == ["blanks at the ends differ"]


@pytest.mark.parametrize(
    "text",
    ["O seu usuário", "Carregando…", 'Prima "Sair"', "A carregar...", "Competência validada", "O projecto"],
)
def test_what_is_not_written_in_portugal(text: str) -> None:
    assert list(not_portuguese(text))


@pytest.mark.parametrize(
    "text", ["A carregar…", "Diretamente ao telemóvel", "Vista com o/a técnico/a", "Ação"]
)
def test_what_is_written_in_portugal(text: str) -> None:
    assert list(not_portuguese(text)) == []


def test_an_extraction_that_finds_nothing_is_not_complete() -> None:
    assert len(list(too_few(0, 0))) == 2


def test_the_pseudo_locale_is_longer_and_keeps_what_is_filled_in() -> None:
    said = pseudo.disguised("Change: <b>%(thing)s</b> and %(num)d more")
    assert said.startswith("[Çháñgé: <b>%(thing)s</b> áñd %(num)d móré ")
    assert len(pseudo.disguised("Nobody asks your name.")) >= 1.4 * len("Nobody asks your name.")
