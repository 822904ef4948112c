"""A model with two classes, measured as a diagnostic test would be."""
