"""Other owners' facts become our use cases."""
