"""The inbox and subscriptions over HTTP."""
