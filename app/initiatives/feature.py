"""What initiatives tell the house."""

from app.core.feature import Feature, load
from app.initiatives.blueprint import bp
from app.initiatives.trail import TRAIL

load("app.initiatives")

FEATURE = Feature("initiatives", bp, TRAIL)
