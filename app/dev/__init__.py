"""What development and tests need and production never loads: demo data, gallery, checks."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the component gallery and the demo commands. The factory calls it outside production only."""
    from app.dev import demo, gallery
    from app.dev.bench import commands
    from app.dev.demo import terminal

    app.cli.add_command(demo.commands)
    app.cli.add_command(commands.commands)
    app.register_blueprint(gallery.bp)
    app.register_blueprint(terminal.bp)
