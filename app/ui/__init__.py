"""The design system: layouts, components (one Jinja macro file each), fields that draw themselves,
stylesheets, behaviours and error pages. It knows no feature; features own their pages.
"""

from flask import Blueprint, Flask
from jinja2 import StrictUndefined

from app.ui import drawing, wording

bp = Blueprint("ui", "app.ui", template_folder="templates")


def init_app(app: Flask) -> None:
    """Register templates with their globals and filters; an undefined name in a template raises."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.register_blueprint(bp)
    drawing.init_app(app)
    wording.init_app(app)
