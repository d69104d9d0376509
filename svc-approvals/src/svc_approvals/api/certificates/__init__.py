"""Routes of the vault, of its verification, and of certificates as materials of a case."""
