"""How documents hang together, and what follows from it for their force."""
