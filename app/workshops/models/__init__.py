"""Tables of workshops: series and sessions, enrolments, attendance, papers, project sheets."""

from app.workshops.models.attendance import Attendance, AttendanceState, Headcount, SessionScan
from app.workshops.models.enrolment import Enrolment, EnrolmentState, Reminder
from app.workshops.models.papers import Certificate, CertificateKind
from app.workshops.models.place import Place
from app.workshops.models.projects import AlternativeKind, ProjectAlternative, ProjectSheet
from app.workshops.models.series import (
    Admission,
    Workshop,
    WorkshopCompetence,
    WorkshopFacilitator,
    WorkshopFunder,
    WorkshopGroup,
    WorkshopKind,
    WorkshopProposal,
    WorkshopState,
    WorkshopText,
)
from app.workshops.models.session import Session, SessionState

__all__ = [
    "Admission",
    "AlternativeKind",
    "Attendance",
    "AttendanceState",
    "Certificate",
    "CertificateKind",
    "Enrolment",
    "EnrolmentState",
    "Headcount",
    "Place",
    "ProjectAlternative",
    "ProjectSheet",
    "Reminder",
    "Session",
    "SessionScan",
    "SessionState",
    "Workshop",
    "WorkshopCompetence",
    "WorkshopFacilitator",
    "WorkshopFunder",
    "WorkshopGroup",
    "WorkshopKind",
    "WorkshopProposal",
    "WorkshopState",
    "WorkshopText",
]
