"""Regularisers of Keras, one per file: what each adds to the loss, and its equation."""
