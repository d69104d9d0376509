"""Rules in plain Python: no input or output, no framework, no clock of their own."""
