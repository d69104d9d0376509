"""Verbs on certificates: issue, register, show, verify, reuse with consent, revoke, expire."""
