"""Tell people of policies: found, compared with what they know, told once."""
