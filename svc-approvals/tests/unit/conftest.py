"""How properties are tried here: without a stop-watch, because machines are shared."""

from hypothesis import settings

settings.register_profile("approvals", deadline=None)
settings.load_profile("approvals")
