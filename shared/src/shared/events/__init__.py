"""Events: what one owner tells the others, declared once, here and nowhere else."""

from shared.events.event import Event, declared, declared_events

__all__ = ["Event", "declared", "declared_events"]
