"""Rules of identity and directory in plain Python: no I/O, no framework, no clock."""
