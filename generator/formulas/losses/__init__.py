"""Losses of Keras, one per file: what each measures and its equation."""
