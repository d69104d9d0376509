"""Rules of fiscal disclosure in plain Python: no input or output, no clock."""
