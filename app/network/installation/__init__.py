"""The installation of the programme in a municipality: what is done before the launch, and by whom."""
