"""What is sent to prepare a device: nothing but which pack it makes, and where."""

from app.core.forms import LocalForm


class PrepareForm(LocalForm):
    """A button: sent twice, it is one pack."""
