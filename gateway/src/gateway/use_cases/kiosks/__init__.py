"""Kiosks: register, watch, set up, tell; and sessions of persons on them."""
