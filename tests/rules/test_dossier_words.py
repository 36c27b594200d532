"""Every word of what a person gets of their data stands in every language."""

from collections.abc import Iterable
from typing import Any

import pytest

from app.core import i18n
from app.core.config import ROOT
from app.core.vocabulary import read_file
from app.directory.index import kinds as entries
from app.directory.interests.states import INTEREST
from app.factory import FEATURES
from app.office.dossier import collecting
from app.office.wording import ASKED
from app.people import openings
from app.people import wording as people
from app.people.contact_notes import kinds as contact_notes
from app.people.dossier import LEXICON as OF_PEOPLE
from app.people.history import TOLD_ELSEWHERE
from app.people.merging import reasons as merging
from app.people.rights import words as rights
from app.skills.models.inventory import EntryState, InventoryState
from app.skills.wording import RETURN_REASONS
from app.workshops.enrolments.fitting import SERIES
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.overview.dossier import LEXICON as OF_WORKSHOPS
from app.workshops.overview.dossier import OF_PROPOSALS
from app.workshops.proposals.states import DECLINE_REASONS, PROPOSAL


def test_the_words_are_written_in_every_language() -> None:
    files = [*(ROOT / "app").rglob("dossier.toml"), ROOT / "app/office/dossier/words.toml"]
    assert len(files) > len(FEATURES) // 2
    missing = [
        f"{path.parent.name}: {table}.{key}: {code}"
        for path in files
        for table, words in read_file(path).items()
        for key, said in words.items()
        for code in i18n.languages()
        if not said.get(code)
    ]
    assert not missing


@pytest.mark.parametrize(
    ("lexicon", "listed", "keys"),
    [
        (OF_PEOPLE, "contact", people.CONTACT_KINDS),
        (OF_PEOPLE, "how", people.HOW),
        (OF_PEOPLE, "source", people.SOURCES),
        (OF_PEOPLE, "group", people.GROUPS),
        (OF_PEOPLE, "identifier", people.IDENTIFIER_KINDS),
        (OF_PEOPLE, "met", contact_notes.kinds()),
        (OF_PEOPLE, "outcome", contact_notes.outcomes()),
        (OF_PEOPLE, "thing", {SERIES}.union(*(each.names for each in entries.kinds()))),
        (OF_PEOPLE, "asked_by", rights.ASKED_BY),
        (OF_PEOPLE, "told_how", rights.TOLD_HOW),
        (
            OF_PEOPLE,
            "reason",
            {
                *people.SEAL_REASONS,
                *people.UNSEAL_REASONS,
                *openings.reasons(),
                *rights.HOLD_REASONS,
                *rights.RESTRICTION_REASONS,
                *rights.ERASURE_REASONS,
                *merging.reasons(),
                *ASKED,
            },
        ),
        (
            collecting.LEXICON,
            "act",
            {*people.ACTIONS} - TOLD_ELSEWHERE - {"participant.sealed", "participant.unsealed"},
        ),
        (OF_WORKSHOPS, "enrolment", ENROLMENT.names),
        (OF_PROPOSALS, "proposal", PROPOSAL.names),
        (OF_PROPOSALS, "reason", DECLINE_REASONS),
    ],
)
def test_what_can_be_chosen_has_words(lexicon: Any, listed: str, keys: Iterable[str]) -> None:
    assert not [key for key in keys if not lexicon.knows(listed, str(key))]


def test_states_of_lists_and_wishes_have_words() -> None:
    words = read_file(ROOT / "app/skills/dossier.toml")
    assert {*InventoryState} <= {*words["state"]}
    assert {*EntryState} <= {*words["entry_state"]}
    assert {*RETURN_REASONS} <= {*words["reason"]}
    assert {*INTEREST.names} <= {*read_file(ROOT / "app/directory/interests/dossier.toml")["state"]}
