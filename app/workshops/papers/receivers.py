"""Papers follow the person they belong to, and say when what they rest on was corrected."""

from app.people.operations.unverified import follows
from app.workshops.attendance.operations.attendance import attendance_noted
from app.workshops.papers.models import Certificate
from app.workshops.papers.operations.corrections import compare_papers

follow_the_person = follows(Certificate)
attendance_noted.connect(compare_papers)
