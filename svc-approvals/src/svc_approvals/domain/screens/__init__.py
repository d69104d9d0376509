"""Paired screens (双面终端): what a clerk shows to whoever stands before the window."""
