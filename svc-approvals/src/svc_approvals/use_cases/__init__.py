"""The verbs: one unit of work each; the domain decides."""
