"""What other owners tell, as far as the gateway acts on it."""
