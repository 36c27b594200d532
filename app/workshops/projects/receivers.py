"""Papers follow the person they belong to."""

from app.people.operations.unverified import follows
from app.workshops.projects.models import ProjectSheet

follow_the_person = follows(ProjectSheet)
