"""A party is found by whatever it is called: what a list writes must not make a second one of it."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.parties.naming import Meant, Named, Names, NewUnit, initials, key_of

HALL, BANK, OFFICE, IEFP, CENTRE, NUCLEUS, OTHER, PARISH = (uuid4() for _ in range(8))
KNOWN = [
    Named(HALL, "Câmara Municipal de Amieira"),
    Named(HALL, "CMA"),
    Named(BANK, "Banco Local do Voluntariado", HALL),
    Named(OFFICE, "Gabinete de Apoio ao Empresário", HALL),
    Named(OFFICE, "GAE", HALL),
    Named(IEFP, "IEFP - GIP"),
    Named(CENTRE, "Centro Qualifica"),
    Named(CENTRE, "Centro Novas Oportunidades", until_on=date(2013, 3, 31)),
    Named(OTHER, "Centro Novas Oportunidades", from_on=date(2013, 4, 1)),
    Named(NUCLEUS, "Núcleo Executivo"),
    Named(NUCLEUS, "NE"),
    Named(PARISH, "Junta de Freguesia de Sanfins"),
]


@pytest.fixture
def names() -> Names:
    return Names(KNOWN)


@pytest.mark.parametrize(
    ("written", "party"),
    [
        ("IEFP - GIP", IEFP),
        ("IEFP -GIP", IEFP),
        ("IEFP_GIP", IEFP),
        ("iefp–gip ", IEFP),
        ("câmara municipal DE amieira", HALL),
        ("C.M.A.", HALL),
        ("Câmara Municipal de Amieira (CMA)", HALL),
        ("CMA (Câmara Municipal de Amieira)", HALL),
        ("CMA (Banco Local do Voluntariado)", BANK),
        ("Banco Local do Voluntariado (CMA)", BANK),
        ("Banco Local do Voluntariado", BANK),
        ("CMA - GAE", OFFICE),
        ("CMA/Gabinete de Apoio ao Empresário", OFFICE),
        ("Câmara Municipal de Amieira: Banco Local do Voluntariado", BANK),
        ("N.E.", NUCLEUS),
        ("Nucleo executivo", NUCLEUS),
    ],
)
def test_every_spelling_leads_to_the_one_party(names: Names, written: str, party: UUID) -> None:
    assert names.resolve(written) == Meant(party)


def test_a_unit_nobody_has_noted_yet_is_said_with_its_whole(names: Names) -> None:
    assert names.resolve("CMA (Posto de Turismo)") == Meant(unit=NewUnit(HALL, "Posto de Turismo"))


def test_a_short_form_in_brackets_is_no_unit(names: Names) -> None:
    assert names.resolve("Junta de Freguesia de Sanfins (JFS)") == Meant(PARISH)


@pytest.mark.parametrize(
    ("written", "party"),
    [
        ("Camara Municipal Amieira", HALL),
        ("Câmara Municpal de Amieira", HALL),
        ("Banco Local de Voluntariado", BANK),
        ("JFS", PARISH),
        ("Gabinete Apoio Empresário", OFFICE),
        ("Centro Qualifca", CENTRE),
        ("Posto de Turismo (CMA)", HALL),
    ],
)
def test_what_could_be_one_is_asked_and_not_taken(names: Names, written: str, party: UUID) -> None:
    meant = names.resolve(written)
    assert meant.party_id is None
    assert party in meant.candidates


@pytest.mark.parametrize(
    "written", ["", " - ", "Associação Raízes", "Junta de Freguesia de Lordelo", "CMB", "GIP", "Centro"]
)
def test_another_party_is_not_taken_for_one_that_is_known(names: Names, written: str) -> None:
    assert names.resolve(written).is_nobody


def test_an_old_name_means_who_was_called_so_on_that_day(names: Names) -> None:
    assert names.resolve("Centro Novas Oportunidades", on=date(2010, 1, 1)) == Meant(CENTRE)
    assert names.resolve("Centro Novas Oportunidades", on=date(2020, 1, 1)) == Meant(OTHER)
    assert names.resolve("Centro Novas Oportunidades") == Meant(candidates=(CENTRE, OTHER))


def test_a_list_that_names_one_twice_finds_it_the_second_time(names: Names) -> None:
    new = uuid4()
    names.add(Named(new, "Clube de Sanfins"))
    assert names.resolve("CLUBE-DE-SANFINS") == Meant(new)
    assert new in names.resolve("Clube Sanfins").candidates


def test_two_units_of_one_name_are_told_apart_by_their_wholes() -> None:
    other, theirs = uuid4(), uuid4()
    names = Names([*KNOWN, Named(other, "CMB"), Named(theirs, "GAE", other)])
    assert names.resolve("CMB (GAE)") == Meant(theirs)
    assert names.resolve("CMA (GAE)") == Meant(OFFICE)
    assert set(names.resolve("GAE").candidates) == {OFFICE, theirs}


SIGNS = st.text(st.sampled_from(" -_./–"), max_size=3)


@given(data=st.data(), known=st.sampled_from([each for each in KNOWN if each.party_id != OTHER]))
def test_signs_and_case_between_words_make_no_other_name(data: st.DataObject, known: Named) -> None:
    if known.text == "Centro Novas Oportunidades":
        return
    written = "".join(
        data.draw(st.sampled_from(" -_.–")) + data.draw(SIGNS) + word for word in known.text.split()
    )
    assert Names(KNOWN).resolve(data.draw(st.sampled_from([written, written.upper()]))) == Meant(
        known.party_id
    )


@given(st.text(max_size=60))
def test_whatever_stands_there_is_read(text: str) -> None:
    meant = Names(KNOWN).resolve(text)
    assert sum(map(bool, (meant.party_id, meant.unit, meant.candidates))) <= 1


def test_keys_and_initials() -> None:
    assert key_of("Sta. Casa d'Amieira") == "stacasadamieira"
    assert initials("Conselho Local de Ação Social") == "clas"
