"""The gateway's own routes: HTTP to use cases."""
