"""Match a profile with all policies, and say why."""
