"""Topics: what belongs together around a meeting, a policy, people's livelihood, an emergency."""
