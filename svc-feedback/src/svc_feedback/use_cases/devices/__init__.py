"""What evaluators at windows are for."""
