"""What taking part may mean: each sentence with its source and the day it was checked, in four languages."""

from datetime import date

from app.initiatives.arrangements.benefits import effects
from app.initiatives.groups.models import Kind

TODAY = date(2026, 12, 1)


def test_every_sentence_has_a_source_and_the_languages_of_the_kiosk() -> None:
    for kind in Kind:
        for each in effects(kind, TODAY):
            assert each.source
            assert each.last_checked_on <= TODAY
            assert {"pt", "en", "uk", "ar"} <= set(each.names)
            assert {"pt", "en", "uk", "ar"} <= set(each.title)


def test_a_group_reads_about_invoicing_and_what_was_no_law_yet_is_not_shown() -> None:
    assert "single_act" in {each.key for each in effects(Kind.OCCASIONAL_GROUP, TODAY)}
    assert "single_act" not in {each.key for each in effects(Kind.INDIVIDUAL, TODAY)}
    assert "single_act" not in {each.key for each in effects(Kind.OCCASIONAL_GROUP, date(2018, 1, 1))}
