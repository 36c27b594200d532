"""The field for an amount of euros."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms.validators import ValidationError

from app.core.values import MOST_MONEY, cents_of
from app.ui.fields import TextField


class MoneyField(TextField):
    """Euros as people write them ("1.050,50"); `cents` is what they are, or None."""

    cents: int | None = None
    longest = 20

    def __init__(self, label: Any = None, *, most: Decimal = MOST_MONEY, **options: Any) -> None:
        self.most = most
        super().__init__(label, **options)

    def process_data(self, value: Any) -> None:
        super().process_data(value)
        if isinstance(value, int):
            self.data = f"{value // 100}" if value % 100 == 0 else f"{value / 100:.2f}".replace(".", ",")

    def pre_validate(self, _form: Any) -> None:
        if self.data:
            self.cents = cents_of(self.data, self.most)
            if self.cents is None:
                raise ValidationError(gettext("Please write an amount in euros, such as 920 or 1050,50."))
