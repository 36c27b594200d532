"""What initiatives offer and whom they seek, for everybody."""
