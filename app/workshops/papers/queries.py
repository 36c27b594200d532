"""Reads for the papers: what stands at their head, what they state, whose they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from app.core import i18n
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.files import File, path_of
from app.core.papers.letterhead import Letterhead, Logo
from app.core.pdf import has_letters
from app.core.permission import Permission
from app.core.secret import secret_key
from app.network.parties.models import Organisation
from app.network.queries import get_municipality
from app.people.models import Participant
from app.people.queries import demand_unsealed_or_opened, has_sealed_since, names_on_papers
from app.people.queries import visible_to as person_visible_to
from app.skills.queries.catalogue import catalogue
from app.workshops.papers import certificate
from app.workshops.papers import codes as paper_codes
from app.workshops.papers.models import Certificate, CertificateKind, NamelessPaper
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session


def letterhead_of(municipality_id: UUID, workshop: Workshop | None = None) -> Letterhead:
    """The head of a paper; funding where it is of a series."""
    name = get_municipality(municipality_id).name
    if workshop is None:
        return Letterhead(name)
    funders = workshop.funders
    wanted = [each.logo_id for each in funders if each.logo_id]
    files = {each.id: each for each in db.session.scalars(select(File).where(File.id.in_(wanted)))}
    logos = [_logo(each.heading, files[each.logo_id]) for each in funders if each.logo_id in files]
    return Letterhead(name, tuple(each.heading for each in funders), tuple(logos))


def _logo(name: str, file: File) -> Logo:
    return Logo(name, file.media_type, path_of(file).read_bytes())


def organisation_name(workshop: Workshop) -> str:
    """Who holds the series."""
    return db.session.get_one(Organisation, workshop.organisation_id).name


def get_certificate(actor: Actor, certificate_id: UUID) -> Certificate:
    """A paper of somebody the actor finds; NotFound, ReasonNeeded."""
    query = select(Certificate, Participant).join(Participant, Participant.id == Certificate.participant_id)
    query = query.where(Certificate.id == certificate_id, _readable(actor), person_visible_to(actor))
    paper, owner = existing(db.session.execute(query).one_or_none())
    demand_unsealed_or_opened(actor, owner)
    return paper


def certificates_of(actor: Actor, participant_id: UUID) -> Sequence[Certificate]:
    """The certificates and declarations of a person, revoked ones too, the newest first."""
    query = select(Certificate).where(Certificate.participant_id == participant_id, _readable(actor))
    return db.session.scalars(query.order_by(Certificate.issued_at.desc(), Certificate.id.desc())).all()


def _readable(actor: Actor) -> ColumnElement[bool]:
    return Certificate.municipality_id.in_(
        actor.municipalities(Permission.CERTIFICATE_WRITE)
        | actor.municipalities(Permission.ATTENDANCE_WRITE)
        | actor.municipalities(Permission.ENROLMENT_WRITE)
    )


def valid_certificates(
    actor: Actor, workshop: Workshop, *, on_paper: bool = False
) -> Mapping[UUID, Certificate]:
    """The certificates of participation of a series that stand, by participant.

    Those of protected people only for who finds them, and never `on_paper` with the others.
    """
    query = select(Certificate).join(Participant, Participant.id == Certificate.participant_id)
    query = query.where(stands_for(workshop), person_visible_to(actor)).order_by(Participant.sort_key)
    if on_paper:
        query = query.where(Participant.sealed_at.is_(None))
    return {each.participant_id: each for each in db.session.scalars(query)}


def stands_for(workshop: Workshop) -> ColumnElement[bool]:
    """Certificates of participation of a series that were not revoked."""
    return and_(
        Certificate.workshop_id == workshop.id,
        Certificate.kind == CertificateKind.PARTICIPATION,
        Certificate.revoked_at.is_(None),
    )


def has_changed_since(municipality_id: UUID, since: datetime) -> bool:
    """Whether a paper was revoked there or somebody sealed: what was printed before may be theirs."""
    revoked = select(Certificate.id).where(
        Certificate.municipality_id == municipality_id, Certificate.revoked_at >= since
    )
    return db.session.scalar(revoked.limit(1)) is not None or has_sealed_since(municipality_id, since)


def find_by_code(text: str) -> Certificate | NamelessPaper | None:
    """The paper with a code as somebody typed it: for the public page, so of any municipality."""
    if not (code := paper_codes.typed(text)):
        return None
    hashed = paper_codes.hashed(code, secret=secret_key())
    paper = db.session.scalars(select(Certificate).where(Certificate.code_hash == hashed)).one_or_none()
    if paper is not None:
        return paper
    return db.session.scalars(select(NamelessPaper).where(NamelessPaper.code_hash == hashed)).one_or_none()


def code_of(certificate: Certificate) -> str:
    """The code of a paper in groups, as it is printed."""
    return paper_codes.grouped(paper_codes.code_of(certificate.id, secret=secret_key()))


def statements(certificates: Sequence[Certificate], *, verify_at: str) -> list[dict[str, Any]]:
    """What these papers say; `verify_at` is the address of the public page."""
    hosted = select(Workshop, Organisation.name).join(
        Organisation, Organisation.id == Workshop.organisation_id
    )
    rows = db.session.execute(hosted.where(Workshop.id.in_({each.workshop_id for each in certificates})))
    series: dict[UUID | None, tuple[Workshop | None, str]] = {row[0].id: (row[0], row[1]) for row in rows}
    query = select(Session).where(Session.id.in_({each.session_id for each in certificates}))
    held: dict[UUID | None, Session] = {
        each.id: each for each in db.session.scalars(query.options(joinedload(Session.place)))
    }
    names = names_on(certificates)
    return [
        _statement(
            each,
            *series.get(each.workshop_id, (None, "")),
            held.get(each.session_id),
            name=names[each.id],
            verify_at=verify_at,
        )
        for each in certificates
    ]


def names_on(certificates: Sequence[Certificate]) -> Mapping[UUID, str]:
    """The name as each paper writes it: as issued, or as was asked since where it has no letters for that."""
    asked = names_on_papers(each.participant_id for each in certificates if not has_letters(each.name))
    return {each.id: asked.get(each.participant_id, each.name) for each in certificates}


def _statement(
    paper: Certificate,
    workshop: Workshop | None,
    host: str,
    session: Session | None,
    *,
    name: str,
    verify_at: str,
) -> dict[str, Any]:
    """A presence was where the session was, or in the municipality for a visit; a series has no one place."""
    is_series = paper.kind == CertificateKind.PARTICIPATION
    where = get_municipality(paper.municipality_id)
    place = session.where if session else where.name
    return certificate.data_of(
        paper,
        code=code_of(paper),
        name=name,
        verify_at=verify_at,
        municipality=where.name,
        issued_on=paper.issued_at.astimezone(ZoneInfo(where.zone)).date(),
        host=host,
        place="" if is_series else place,
        competences=_competences(workshop, paper.language) if workshop and is_series else (),
    )


def _competences(workshop: Workshop, language: str) -> tuple[tuple[str, str], ...]:
    views = catalogue().several(each.competence_id for each in workshop.competences).values()
    pairs = [(view.name(language).value, view.name(i18n.MAIN).value) for view in views]
    return tuple(sorted(pairs, key=lambda pair: pair[1]))
