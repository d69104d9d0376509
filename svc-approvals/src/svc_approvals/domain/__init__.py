"""The rules of matters and cases, in plain Python: no input, no output, no clock."""
