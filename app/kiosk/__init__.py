"""The public kiosk: enrolled terminals, visits that leave nothing behind, and the screens people tap."""
