"""Normative documents: their numbers, their effect, their texts, and how they are found."""
