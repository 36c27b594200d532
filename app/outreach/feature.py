"""What outreach tells the house."""

from app.core.enrolling import EnrolledAs
from app.core.feature import Feature, load
from app.outreach.blueprint import bp
from app.outreach.devices.presence import carries_cookie
from app.outreach.trail import TRAIL

load("app.outreach")

FEATURE = Feature(
    "outreach",
    bp,
    TRAIL,
    EnrolledAs("outreach", carries_cookie),
)
