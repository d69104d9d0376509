"""Rules in plain Python: no input or output, no clock, no framework."""
