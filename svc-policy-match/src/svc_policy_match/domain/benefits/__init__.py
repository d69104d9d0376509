"""What a policy gives, what it is worth for what is known, and which policies go together."""
