"""The code by which somebody without a list finds their enrolment again: nine digits and two pictures.

Derived from the enrolment's id and the installation's secret; only its keyed hash is stored.
"""

from datetime import date
from uuid import UUID

from app.core.secret import secret_key
from app.skills import codes
from app.skills.codes import ClaimCode


def enrolment_code(enrolment_id: UUID) -> ClaimCode:
    """The code of an enrolment, always the same: it has no last day of its own."""
    return codes.derive(enrolment_id, secret=secret_key(), valid_until=date.max)


def enrolment_code_hash(enrolment_id: UUID) -> str:
    """What is stored of it."""
    code = enrolment_code(enrolment_id)
    return codes.hashed(code.digits, [key for _, key in code.pictures], secret=secret_key())
