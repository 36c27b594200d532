"""The blueprint that the pages of outreach hang on."""

from flask import Blueprint

bp = Blueprint("outreach", "app.outreach", template_folder="templates", url_prefix="/outreach")
