"""The one door: identity, directory, routing, caching, composition."""
