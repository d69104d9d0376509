"""Nodes pushed to a department's own system: when they are sent, answered, given up."""
