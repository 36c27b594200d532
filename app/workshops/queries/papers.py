"""Reads for the papers: what stands at their head, what they state, whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.core import i18n
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.files import File, path_of
from app.core.permission import Permission
from app.core.secret import secret_key
from app.network.models import Organisation
from app.network.queries import get_municipality
from app.people.models import Participant
from app.people.queries import visible_to as person_visible_to
from app.skills.queries import catalogue
from app.workshops import paper_codes
from app.workshops.models import Certificate, CertificateKind, Session, SessionScan, Workshop
from app.workshops.papers.certificate import Statement
from app.workshops.papers.letterhead import Letterhead, Logo


def letterhead_of(municipality_id: UUID, workshop: Workshop | None = None) -> Letterhead:
    """The head of a paper; funding where it is of a series."""
    place = get_municipality(municipality_id).name
    if workshop is None:
        return Letterhead(place)
    funders = workshop.funders
    wanted = [each.logo_id for each in funders if each.logo_id]
    files = {each.id: each for each in db.session.scalars(select(File).where(File.id.in_(wanted)))}
    logos = [_logo(each.heading, files[each.logo_id]) for each in funders if each.logo_id in files]
    return Letterhead(place, tuple(each.heading for each in funders), tuple(logos))


def _logo(name: str, file: File) -> Logo:
    return Logo(name, file.media_type, path_of(file).read_bytes())


def organisation_name(workshop: Workshop) -> str:
    """Who holds the series."""
    return db.session.get_one(Organisation, workshop.organisation_id).name


def place_of(session: Session) -> str:
    """Where a session is held, as a paper says it."""
    return session.place.name if session.place else session.place_name


def get_certificate(actor: Actor, certificate_id: UUID) -> Certificate:
    """A paper of somebody the actor finds; NotFound."""
    query = select(Certificate).join(Participant, Participant.id == Certificate.participant_id)
    query = query.where(Certificate.id == certificate_id, _readable(actor), person_visible_to(actor))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


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


def valid_certificates(actor: Actor, workshop: Workshop) -> Mapping[UUID, Certificate]:
    """The certificates of participation of a series that stand, by participant."""
    query = select(Certificate).where(
        Certificate.workshop_id == workshop.id,
        Certificate.kind == CertificateKind.PARTICIPATION,
        Certificate.revoked_at.is_(None),
    )
    query = query.join(Participant, Participant.id == Certificate.participant_id)
    found = db.session.scalars(query.where(person_visible_to(actor)).order_by(Participant.sort_key))
    return {each.participant_id: each for each in found}


def find_by_code(text: str) -> Certificate | None:
    """The paper with a code as somebody typed it: for the public page, so of any municipality."""
    if not (code := paper_codes.typed(text)):
        return None
    hashed = paper_codes.hashed(code, secret=secret_key())
    return db.session.scalars(select(Certificate).where(Certificate.code_hash == hashed)).one_or_none()


def statements(certificates: Sequence[Certificate], *, verify_at: str) -> list[Statement]:
    """What these papers say; `verify_at` is the address of the public page."""
    ids = {each.workshop_id for each in certificates if each.workshop_id}
    series = {each.id: each for each in db.session.scalars(select(Workshop).where(Workshop.id.in_(ids)))}
    hosts = {each.organisation_id for each in series.values()}
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(hosts)))
    names = {each.id: each.name for each in found}
    places = _places(certificates)
    said = [
        _statement(each, series.get(each.workshop_id) if each.workshop_id else None, names, verify_at)
        for each in certificates
    ]
    return [replace(each, place=place) for each, place in zip(said, places, strict=True)]


def _places(certificates: Sequence[Certificate]) -> list[str]:
    """Where each presence was: the session's place, or the municipality for a visit; nothing of a series."""
    ids = {each.session_id for each in certificates if each.session_id}
    query = select(Session).where(Session.id.in_(ids)).options(joinedload(Session.place))
    held = {each.id: place_of(each) for each in db.session.scalars(query)}

    def place(paper: Certificate) -> str:
        if paper.kind == CertificateKind.PARTICIPATION:
            return ""
        if paper.session_id:
            return held.get(paper.session_id, "")
        return get_municipality(paper.municipality_id).name

    return [place(each) for each in certificates]


def _statement(
    paper: Certificate, workshop: Workshop | None, names: Mapping[UUID, str], verify_at: str
) -> Statement:
    code = paper_codes.code_of(paper.id, secret=secret_key())
    zone = ZoneInfo(get_municipality(paper.municipality_id).zone)
    is_series = paper.kind == CertificateKind.PARTICIPATION
    return Statement(
        kind=paper.kind,
        language=paper.language,
        name=paper.name,
        title=paper.title,
        organisation=names[workshop.organisation_id] if workshop else "",
        first_on=paper.first_on,
        last_on=paper.last_on,
        starts=paper.starts,
        ends=paper.ends,
        minutes=paper.minutes,
        minutes_held=paper.minutes_held,
        issued_on=paper.issued_at.astimezone(zone).date(),
        code=paper_codes.grouped(code),
        address=verify_at,
        scanned=f"{verify_at}?code={code}",
        competences=_competences(workshop, paper.language) if workshop and is_series else (),
    )


def _competences(workshop: Workshop, language: str) -> tuple[tuple[str, str], ...]:
    known = catalogue()
    views = [known.competence(each.competence_id) for each in workshop.competences]
    pairs = [(view.name(language).value, view.name(i18n.MAIN).value) for view in views if view]
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def scans_of(session_id: UUID) -> Sequence[SessionScan]:
    """The scans of the signed sheets of a session, the oldest first."""
    query = select(SessionScan).where(SessionScan.session_id == session_id)
    return db.session.scalars(query.order_by(SessionScan.created_at, SessionScan.id)).all()


def get_scan(session: Session, scan_id: UUID) -> File:
    """The file of one scan of this session; NotFound."""
    scan = db.session.get(SessionScan, scan_id)
    if scan is None or scan.session_id != session.id:
        raise NotFound
    return db.session.get_one(File, scan.file_id)
