"""Papers follow the person they belong to."""

from app.people.operations.unverified import follows
from app.workshops.papers.models import Certificate

follow_the_person = follows(Certificate)
