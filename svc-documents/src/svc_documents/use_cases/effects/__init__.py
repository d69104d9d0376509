"""Verbs on forces: change one, tell what became of it, suspend, evaluate, clean up."""
