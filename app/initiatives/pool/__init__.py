"""Who may be proposed to others at this moment, and what they can do: what every search here reads."""
