"""Tables and queries of the gateway's own database."""
