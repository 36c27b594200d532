"""Keys are changed while people work, and nothing that was written with the old ones is lost on the way."""

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from app.core import backup, clock, rekeying
from app.core.application import Autonomus
from app.core.db import Base, db, new_id
from app.core.encryption import KeyUse
from app.core.key_file import KeyKind, MissingKey
from app.core.unit_of_work import reading, writing
from app.people.contact_notes.models import ContactNote
from app.people.identifiers.models import NationalIdentifier
from app.people.merging.operations import undo
from app.people.merging.undoing import ChangedSince
from app.people.models import Merge, Participant, RecordOpening
from app.people.operations.contact_notes import Noted, note_contact
from app.people.operations.identifiers import note_identifier
from app.people.operations.openings import keep_opening
from app.people.operations.records import edit_participant
from app.people.operations.rights import hold, restrict
from app.people.rights.models import Hold, Restriction
from app.people.rights.words import ASKED_BY, HOLD_REASONS, RESTRICTION_REASONS
from tests.cast import Cast
from tests.factories.one_of_each import a_person, clerk, making
from tests.factories.people import merged_into
from tests.key_files import KeyFile, key


@pytest.fixture
def person(cast: Cast) -> Participant:
    with making():
        person = a_person(clerk(cast.here, cast.colleague.id))
        person.note = ""
    return person


def note(cast: Cast, person: Participant, *numbers: str) -> Sequence[NationalIdentifier]:
    """Keep numbers, each of a kind of its own, so that one person has many."""
    with writing():
        actor = clerk(cast.here, cast.colleague.id)
        return [
            note_identifier(
                actor, identifier_id=new_id(), participant=person, kind=str(new_id()), digits=digits
            )
            for digits in numbers
        ]


def kept() -> dict[UUID, tuple[str, str]]:
    columns = NationalIdentifier.id, NationalIdentifier.number_encrypted, NationalIdentifier.number_index
    with reading():
        return {row.id: (row[1], row[2]) for row in db.session.execute(select(*columns))}


def renew(keys: KeyFile) -> None:
    keys.write(*keys.lines, key("encryption", "second"), key("index", "second"))


def test_everything_is_written_with_the_new_keys_and_found_by_them(
    keys: KeyFile, cast: Cast, person: Participant
) -> None:
    noted = note(cast, person, "111111", "222222", "333333")
    version = person.version
    renew(keys)
    assert [step.done for step in rekeying.rotate()] == [3]
    assert {name.partition(":")[0] for both in kept().values() for name in both} == {"second"}
    keys.write(*(line for line in keys.lines if " second " in line))
    db.session.expire_all()
    assert [each.number for each in noted] == ["111111", "222222", "333333"]
    found = db.session.scalars(select(NationalIdentifier).where(NationalIdentifier.number.matches("222222")))
    assert [each.id for each in found] == [noted[1].id]
    db.session.refresh(person)
    assert person.version == version


def test_it_says_which_keys_nothing_needs_any_more(keys: KeyFile, cast: Cast, person: Participant) -> None:
    note(cast, person, "111111")
    renew(keys)
    assert not rekeying.check().unused()
    assert len([*rekeying.rotate()]) == 1
    verdict = rekeying.check()
    assert verdict.unused() == [(KeyKind.ENCRYPTION, "first"), (KeyKind.INDEX, "first")]
    assert {use.name for use in db.session.scalars(select(KeyUse))} == {"second"}


def test_stopped_half_way_it_goes_on_with_the_rest(
    keys: KeyFile, cast: Cast, person: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "AT_ONCE", 2)
    note(cast, person, *(str(each) for each in range(100_000, 100_005)))
    renew(keys)
    [*itertools.islice(rekeying.rotate(), 1)]
    assert sorted(value.partition(":")[0] for value, _ in kept().values()) == ["first"] * 3 + ["second"] * 2
    assert [step.done for step in rekeying.rotate()] == [2, 3]


def test_what_somebody_changes_meanwhile_stays_as_they_left_it(
    keys: KeyFile, cast: Cast, person: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the reading of a batch and its writing one number is mended, and another is removed."""
    mended, removed, still = note(cast, person, "111111", "222222", "333333")
    renew(keys)
    true_anew = rekeying._anew  # noqa: SLF001  the moment between reading and writing

    def others_first(each: object, row: object) -> object:
        changes = [*true_anew(each, row)]  # type: ignore[arg-type]
        if row.key == still.id:  # type: ignore[attr-defined]
            with writing():
                db.session.get_one(NationalIdentifier, mended.id).number = "999999"
                db.session.delete(db.session.get_one(NationalIdentifier, removed.id))
        return changes

    monkeypatch.setattr(rekeying, "_anew", others_first)
    [*rekeying.rotate()]
    db.session.expire_all()
    assert db.session.get_one(NationalIdentifier, mended.id).number == "999999"
    assert db.session.get_one(NationalIdentifier, still.id).number == "333333"
    assert removed.id not in kept()


def test_a_value_that_was_carried_to_another_row_is_told_and_left(
    keys: KeyFile, cast: Cast, person: Participant
) -> None:
    one, other = note(cast, person, "111111", "222222")
    value = kept()[one.id][0]
    with writing():
        db.session.execute(
            update(NationalIdentifier).where(NationalIdentifier.id == other.id).values(number_encrypted=value)
        )
    renew(keys)
    assert [step.done for step in rekeying.rotate()] == [1]
    assert kept()[other.id][0] == value
    assert rekeying.check().unreadable == [f"national_identifier.number_encrypted:{other.id}"]


def test_without_an_old_key_nothing_is_touched(keys: KeyFile, cast: Cast, person: Participant) -> None:
    note(cast, person, "111111")
    before = kept()
    keys.write(key("encryption", "second"), key("index", "second"))
    with pytest.raises(MissingKey, match="first"):
        [*rekeying.rotate()]
    assert kept() == before


def test_what_a_lost_key_wrote_is_left_and_the_rest_is_written_anew(
    keys: KeyFile, cast: Cast, person: Participant
) -> None:
    (lost,) = note(cast, person, "111111")
    keys.write("encryption first lost", key("encryption", "second"), keys.lines[1])
    note(cast, person, "222222")
    keys.write(*keys.lines, key("encryption", "third"))
    assert [step.done for step in rekeying.rotate()] == [1]
    db.session.expire_all()
    assert lost.is_lost
    assert lost.number == ""


def test_an_operator_reads_what_became_of_it(
    keys: KeyFile, app: Autonomus, cast: Cast, person: Participant
) -> None:
    note(cast, person, "111111")
    renew(keys)
    told = app.test_cli_runner().invoke(args=["keys-rotate"])
    assert told.exit_code == 0, told.output
    assert "national_identifier.number_encrypted: 1 values written anew" in told.output
    assert "encryption key first: not needed" in told.output
    told = app.test_cli_runner().invoke(args=["keys-check"])
    assert told.exit_code == 0
    keys.write(*keys.lines[:2])
    told = app.test_cli_runner().invoke(args=["keys-check"])
    assert told.exit_code == 1
    assert "the encryption key “second” is not in KEYS_FILE" in told.output


def test_a_backup_without_its_keys_shows_no_number(
    keys: KeyFile, cast: Cast, person: Participant, tmp_path: Path
) -> None:
    note(cast, person, "123456789")
    backup.make(tmp_path / "backup")
    everything = b"".join(each.read_bytes() for each in (tmp_path / "backup").rglob("*") if each.is_file())
    assert b"123456789" not in everything
    for line in keys.lines:
        assert line.split()[2].encode() not in everything
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM national_identifier")).all()
    assert "123456789" not in repr(rows)


def test_notes_of_the_release_before_are_read_and_encrypted(
    keys: KeyFile, cast: Cast, person: Participant
) -> None:
    """Before the first rotation, and while a process of that release still writes."""
    with writing():
        db.session.execute(text("UPDATE participant SET note = 'vive com o filho', note_encrypted = ''"))
    db.session.expire_all()
    assert person.note == "vive com o filho"
    assert rekeying.check().plain == {"participant.note_encrypted": 1}
    assert {step.where: step.done for step in rekeying.rotate()} == {"participant.note_encrypted": 1}
    db.session.expire_all()
    assert (person.note, person.note_plain) == ("vive com o filho", "")
    assert person.note_encrypted.startswith("first:")
    assert not rekeying.check().plain
    with writing():
        db.session.execute(text("UPDATE participant SET note = 'vive só'"))
    db.session.expire_all()
    assert person.note == "vive só"
    [*rekeying.rotate()]
    db.session.expire_all()
    assert (person.note, person.note_plain) == ("vive só", "")


def test_a_mended_note_is_encrypted_at_once(keys: KeyFile, cast: Cast, person: Participant) -> None:
    with writing():
        actor = clerk(cast.here, cast.colleague.id)
        edit_participant(actor, participant=person, version=person.version, note="vive com a irmã")
    with reading():
        kept = db.session.execute(text("SELECT note, note_encrypted FROM participant")).one()
    assert kept[0] == ""
    assert kept[1].startswith("first:")


def test_notes_about_people_are_encrypted_wherever_they_are_written(
    keys: KeyFile, cast: Cast, person: Participant
) -> None:
    """At once where they are typed; what the release before left readable by the first rotation."""
    said = {each: f"diz-{each}" for each in ("contact_note", "record_opening", "hold", "restriction")}
    with writing():
        actor = clerk(cast.here, cast.coordinator.id)
        today = clock.today(clock.MAINLAND)
        noted = Noted(kind="phone", held_on=today, outcome="informed", note=said["contact_note"])
        note_contact(actor, participant=person, note_id=new_id(), noted=noted)
        keep_opening(actor, person, "called", note=said["record_opening"])
        why = {"reason": next(iter(HOLD_REASONS)), "note": said["hold"]}
        hold(actor, hold_id=new_id(), participant=person, until_on=today, **why)
        why = {"reason": next(iter(RESTRICTION_REASONS)), "note": said["restriction"]}
        restrict(actor, participant=person, asked_by=next(iter(ASKED_BY)), **why)
    assert not seen_without_keys(said.values())
    with writing():
        for table, words in said.items():
            columns = {"note": words, "note_encrypted": ""}
            db.session.execute(update(Base.metadata.tables[table]).values(columns))
    db.session.expire_all()
    with reading():
        assert told(person) == said
    assert seen_without_keys(said.values()) == {*said.values()}
    assert {step.where for step in rekeying.rotate()} >= {f"{table}.note_encrypted" for table in said}
    db.session.expire_all()
    assert told(person) == said
    assert not seen_without_keys(said.values())


def seen_without_keys(words: Iterable[str]) -> set[str]:
    """Which of the words somebody reads who has every table, as a backup has, and no keys."""
    with reading():
        rows = [db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    return {each for each in words if each in repr(rows)}


def told(person: Participant) -> dict[str, str]:
    whose = {"participant_id": person.id}
    noted = (
        db.session.scalars(select(ContactNote).filter_by(**whose)).one(),
        db.session.scalars(select(RecordOpening).filter_by(**whose)).one(),
        db.session.scalars(select(Hold).filter_by(**whose)).one(),
        db.session.scalars(select(Restriction).filter_by(**whose)).one(),
    )
    return {each.__tablename__: each.note for each in noted}


def test_a_merge_is_undone_although_the_keys_were_changed_since(
    keys: KeyFile, cast: Cast, person: Participant
) -> None:
    """Nothing of the person is another, only how it is kept; what somebody mended since is no less seen."""
    actor = clerk(cast.here, cast.coordinator.id)
    with making():
        other = a_person(actor)
        edit_participant(actor, participant=person, version=person.version, note="vive com a irmã")
    (number,) = note(cast, person, "111111")
    for name, is_mended in (("second", False), ("third", True)):
        with writing():
            done = merged_into(actor, person, db.session.get_one(Participant, other.id))
        keys.write(*keys.lines, key("encryption", name), key("index", name))
        assert sum(step.done for step in rekeying.rotate()) > 1
        db.session.expire_all()
        if is_mended:
            with writing():
                number.number = "222222"
            with pytest.raises(ChangedSince), writing():
                undo(actor, merge=db.session.get_one(Merge, done.id))
        else:
            with writing():
                undo(actor, merge=db.session.get_one(Merge, done.id))
            db.session.expire_all()
            assert (person.note, number.number) == ("vive com a irmã", "111111")
