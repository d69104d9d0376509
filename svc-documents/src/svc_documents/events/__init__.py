"""Facts of other services, and what we do then."""
