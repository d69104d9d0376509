"""Doubts, judgements and moderation as they are kept."""
