"""Decide what must be trained, train it, and show how far it is."""
