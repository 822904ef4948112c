"""Optimisers and losses: equations, arguments, names."""
