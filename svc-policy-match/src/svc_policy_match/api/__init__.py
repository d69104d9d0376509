"""The REST routes of this service, by noun."""
