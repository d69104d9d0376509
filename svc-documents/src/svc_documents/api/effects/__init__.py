"""Routes of effects: changes, coming ends, suspensions, clean-ups."""
