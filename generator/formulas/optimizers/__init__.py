"""Optimisers of Keras: what they do, their arguments, and one step computed as it is written."""
