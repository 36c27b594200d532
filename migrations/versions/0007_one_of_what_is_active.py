"""Of what still counts there is one: a role, a consent, a place in a series, a contact, and so on.

Two that were written at once before stand twice: the later ones end first, as whoever keeps them would end
them (of a terminal's browsers the earlier, of places in a series the worse).
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# As the models write it (app/workshops/enrolments/models.py).
OPEN = "state IN ('requested', 'confirmed', 'waitlisted', 'offered')"
BETTER = "CASE state WHEN 'confirmed' THEN 1 WHEN 'offered' THEN 2 ELSE 3 END, queue_number"

EARLIER = "created_at, id"

# Table, index, of what there is one, which rows count, which of them stays.
ONE = (
    (
        "membership",
        "uq_membership_active",
        ("staff_id", "organisation_id", "municipality_id", "role"),
        "ended_at IS NULL",
        EARLIER,
    ),
    (
        "consent",
        "uq_consent_active",
        ("participant_id", "purpose", "recipient_id", "wording"),
        "withdrawn_at IS NULL AND recipient_id IS NOT NULL",
        "given_at, id",
    ),
    (
        "consent",
        "uq_consent_active_without_recipient",
        ("participant_id", "purpose", "wording"),
        "withdrawn_at IS NULL AND recipient_id IS NULL",
        "given_at, id",
    ),
    ("contact_point", "uq_contact_point_same", ("participant_id", "kind", "key"), "", EARLIER),
    (
        "feed",
        "uq_feed_active",
        ("kind", "subject_id", "municipality_id"),
        "revoked_at IS NULL",
        EARLIER,
    ),
    (
        "local_holiday",
        "uq_local_holiday_every_year",
        ("municipality_id", "month", "day"),
        "year IS NULL",
        EARLIER,
    ),
    (
        "terminal_session",
        "uq_terminal_session_connected",
        ("terminal_id",),
        "token_hash IS NOT NULL AND ended_at IS NULL",
        "created_at DESC, id DESC",
    ),
    ("enrolment", "uq_enrolment_open_of_person", ("workshop_id", "participant_id"), OPEN, BETTER),
    ("enrolment", "uq_enrolment_open_of_list", ("workshop_id", "inventory_id"), OPEN, BETTER),
    (
        "workshop_proposal",
        "uq_workshop_proposal_of_person",
        ("participant_id", "competence_id"),
        "state = 'waiting'",
        EARLIER,
    ),
    (
        "workshop_proposal",
        "uq_workshop_proposal_of_list",
        ("inventory_id", "competence_id"),
        "state = 'waiting'",
        EARLIER,
    ),
)
ENDS = {
    "membership": "ended_at",
    "consent": "withdrawn_at",
    "feed": "revoked_at",
    "terminal_session": "ended_at",
}
"""Where an end is an instant. A place in a series is cancelled; what has no end is taken away."""


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch:  # it held for ended ones only: NULL is not NULL
        batch.drop_constraint(
            op.f("uq_membership_staff_id_organisation_id_municipality_id_role_ended_at"), type_="unique"
        )
    for table, index, columns, counts, order in ONE:
        _end_doubles(table, columns, counts, order)
        where = sa.text(counts) if counts else None
        op.create_index(index, table, list(columns), unique=True, sqlite_where=where, postgresql_where=where)


def _end_doubles(table: str, columns: tuple[str, ...], counts: str, order: str) -> None:
    """A row without a person, a list or a competence is nobody's double: NULL differs from NULL."""
    of_what = [f"{each} IS NOT NULL" for each in columns]
    rows = (
        f"SELECT id, row_number() OVER (PARTITION BY {', '.join(columns)} ORDER BY {order}) AS number "  # noqa: S608
        f"FROM {table} WHERE {' AND '.join(filter(None, [counts, *of_what]))}"
    )
    double = f"id IN (SELECT id FROM ({rows}) AS numbered WHERE number > 1)"  # noqa: S608
    if table in ENDS:
        ended = sa.table(table, sa.column(ENDS[table], sa.DateTime(timezone=True)))
        op.execute(sa.update(ended).where(sa.text(double)).values({ENDS[table]: datetime.now(UTC)}))
    elif table == "enrolment":
        op.execute(f"UPDATE enrolment SET state = 'cancelled', version = version + 1 WHERE {double}")  # noqa: S608
    else:
        op.execute(f"DELETE FROM {table} WHERE {double}")  # noqa: S608
