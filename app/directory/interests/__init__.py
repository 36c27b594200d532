"""What somebody with a list wants out of the directory: noted at a kiosk, kept with the list, answered."""
