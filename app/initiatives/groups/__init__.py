"""Initiatives: what they are, their stages and gates, who belongs to them and who stands behind them."""
