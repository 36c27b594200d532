"""What outreach tells the house."""

from app.core.feature import Feature, load
from app.outreach.blueprint import bp
from app.outreach.trail import TRAIL

load("app.outreach")

FEATURE = Feature("outreach", bp, TRAIL)
