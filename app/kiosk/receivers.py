"""What the kiosk answers to earlier features."""

from app.kiosk.models import Visit, VisitEnrolment
from app.people.merging.images import comes_and_goes

comes_and_goes(Visit)  # it ends on its own, minutes after somebody left a name that is recognised
comes_and_goes(VisitEnrolment)
