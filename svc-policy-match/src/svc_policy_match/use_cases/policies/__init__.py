"""Write, check, publish and close policies; guard what they rest on."""
