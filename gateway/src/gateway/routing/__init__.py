"""The front: plain ASGI that finds the service of a request, says who asks, and lets it through."""
