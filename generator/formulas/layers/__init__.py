"""Layers of Keras, one kind per file: what each is for, its options, weights, shapes and work."""
