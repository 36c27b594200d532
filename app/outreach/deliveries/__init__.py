"""What devices hand over: sealed records, kept, opened and registered one by one."""
