"""What happened in an initiative, was decided and is to be done, in one list."""
