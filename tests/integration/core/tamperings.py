"""What somebody who has the database does to the audit trail, and what is found (see test_tampering.py)."""

from collections.abc import Sequence

COPY = "INSERT INTO audit_entry (COLUMNS) SELECT ID 0001, VALUES OF FROM audit_entry WHERE id = ENTRY 6"

HARMS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "an act becomes another": (
        ["UPDATE audit_entry SET action = 'x' WHERE id = ENTRY 2"],
        ["CHANGED 2"],
    ),
    "somebody else did it": (
        ["UPDATE audit_entry SET actor_id = id WHERE id = ENTRY 3"],
        ["CHANGED 3"],
    ),
    "nobody did it": (
        ["UPDATE audit_entry SET actor_kind = 'nobody' WHERE id = ENTRY 3"],
        ["CHANGED 3"],
    ),
    "it was another time": (
        ["UPDATE audit_entry SET at = '2020-01-01 10:00:00' WHERE id = ENTRY 4"],
        ["CHANGED 4"],
    ),
    "it was never": (
        ["UPDATE audit_entry SET at = 'infinity' WHERE id = ENTRY 4"],
        ["GONE 4"],
    ),
    "it was elsewhere": (
        ["UPDATE audit_entry SET municipality_id = id WHERE id = ENTRY 4"],
        ["CHANGED 4"],
    ),
    "it was done to another": (
        ["UPDATE audit_entry SET subject_type = 'y', subject_id = id WHERE id = ENTRY 5"],
        ["CHANGED 5"],
    ),
    "details are gone": (
        ["UPDATE audit_entry SET detail = '{}' WHERE id = ENTRY 6"],
        ["CHANGED 6"],
    ),
    "details are of no sense": (
        ["""UPDATE audit_entry SET detail = '"\\ud800"' WHERE id = ENTRY 6"""],
        ["CHANGED 6"],
    ),
    "the newest is changed": (
        ["UPDATE audit_entry SET action = 'x' WHERE id = ENTRY 10"],
        ["CHANGED 10"],
    ),
    "a link is changed": (
        ["UPDATE audit_seal SET hash = 'x' WHERE position = 4"],
        ["CHANGED 4", "CHANGED 5"],
    ),
    "a link is taken out": (
        ["DELETE FROM audit_seal WHERE position = 5"],
        ["GONE 5", "NOT_OURS"],
    ),
    "an entry is taken out": (
        ["DELETE FROM audit_entry WHERE id = ENTRY 5"],
        ["GONE 5"],
    ),
    "the first is taken out": (
        ["DELETE FROM audit_entry WHERE id = ENTRY 1", "DELETE FROM audit_seal WHERE position = 1"],
        ["GONE 1"],
    ),
    "one is taken out and the others move up": (
        [
            "DELETE FROM audit_entry WHERE id = ENTRY 8",
            "DELETE FROM audit_seal WHERE position = 8",
            "UPDATE audit_seal SET position = -position WHERE position > 8",
            "UPDATE audit_seal SET position = -position - 1 WHERE position < 0",
        ],
        ["CHANGED 8", "CHANGED 9", "WRITTEN_ANEW 8"],
    ),
    "two change places": (
        [
            "UPDATE audit_seal SET position = -position WHERE position IN (3, 4)",
            "UPDATE audit_seal SET position = 7 + position WHERE position < 0",
        ],
        ["CHANGED 3", "CHANGED 4", "CHANGED 5"],
    ),
    "the end is cut": (
        [
            "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_seal WHERE position > 7)",
            "DELETE FROM audit_seal WHERE position > 7",
        ],
        ["CUT 8"],
    ),
    "everything is deleted": (
        ["DELETE FROM audit_waiting", "DELETE FROM audit_seal", "DELETE FROM audit_entry"],
        ["CUT 8"],
    ),
    "an earlier copy is brought back": (
        [
            "DELETE FROM audit_waiting",
            "INSERT INTO audit_waiting (entry_id) SELECT entry_id FROM audit_seal WHERE position IN (6, 7)",
            "DELETE FROM audit_seal WHERE position > 5",
            "DELETE FROM audit_entry WHERE STRAYS",
        ],
        ["CUT 8"],
    ),
    "an entry is replaced": (
        [
            COPY,
            "UPDATE audit_entry SET action = 'x' WHERE id = ID 0001",
            "UPDATE audit_seal SET entry_id = ID 0001 WHERE position = 6",
            "DELETE FROM audit_entry WHERE STRAYS",
        ],
        ["CHANGED 6"],
    ),
    "an entry is put in": (
        [COPY],
        ["NOT_OURS"],
    ),
    "an entry is put into the queue": (
        [COPY, "INSERT INTO audit_waiting (entry_id) VALUES (ID 0001)"],
        ["NOT_OURS"],
    ),
    "an entry is put at the end": (
        [COPY, "INSERT INTO audit_seal (position, entry_id, hash) VALUES (11, ID 0001, 'x')"],
        ["CHANGED 11"],
    ),
    "an entry is put before the first": (
        [COPY, "INSERT INTO audit_seal (position, entry_id, hash) VALUES (-1, ID 0001, 'x')"],
        ["GONE 1", "GONE 0"],
    ),
    "a waiting entry is changed": (
        ["UPDATE audit_entry SET action = 'x' WHERE id = FIRST WAITING"],
        ["NOT_OURS"],
    ),
    "a waiting entry is deleted": (
        ["DELETE FROM audit_entry WHERE id = FIRST WAITING"],
        ["NOT_OURS"],
    ),
    "the queue is emptied": (
        ["DELETE FROM audit_waiting"],
        ["NOT_OURS", "NOT_OURS"],
    ),
    "every link is made anew without the key": (
        ["UPDATE audit_seal SET hash = 'x' || position"],
        [*(f"CHANGED {position}" for position in range(1, 11)), "WRITTEN_ANEW 8"],
    ),
}
"""What is done past the guards, and what is found then; of an entry that is not in the chain only that."""
WAITING = [name for name in HARMS if "queue" in name or "waiting" in name or name == "an entry is put in"]

REFUSED = (
    "UPDATE audit_entry SET action = 'x' WHERE id = ENTRY 2",
    "DELETE FROM audit_entry WHERE id = ENTRY 2",
    "UPDATE audit_seal SET hash = '' WHERE position = 2",
    "DELETE FROM audit_seal WHERE position = 10",
    "DELETE FROM audit_seal",
    """INSERT INTO audit_seal (position, entry_id, hash) SELECT position, entry_id, 'x' FROM audit_seal
       WHERE position = 2 ON CONFLICT (position) DO UPDATE SET hash = 'x'""",
)
REFUSED_HERE = {
    "sqlite": (
        "INSERT OR REPLACE INTO audit_seal SELECT 3, entry_id, 'x' FROM audit_seal WHERE position = 3",
        "INSERT OR REPLACE INTO audit_seal SELECT 30, entry_id, 'x' FROM audit_seal WHERE position = 3",
        "UPDATE OR REPLACE audit_seal SET position = 4 WHERE position = 3",
        "REPLACE INTO audit_entry (COLUMNS) SELECT id, VALUES OF FROM audit_entry WHERE id = ENTRY 3",
        "REPLACE INTO audit_entry (COLUMNS) SELECT upper(id), VALUES OF FROM audit_entry WHERE id = ENTRY 3",
        """REPLACE INTO audit_entry (rowid, COLUMNS) SELECT rowid, ID 0001, VALUES OF FROM audit_entry
           WHERE id = ENTRY 3""",
    ),
    "postgresql": (
        "TRUNCATE audit_entry, audit_seal, audit_waiting",
        "TRUNCATE audit_entry CASCADE",
        "TRUNCATE audit_seal",
        "DELETE FROM audit_seal WHERE false",
    ),
}
GUARDS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'",
    "postgresql": """SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
                     WHERE tgname LIKE 'audit%'""",
}
