"""Libraries of others behind words of our own."""
