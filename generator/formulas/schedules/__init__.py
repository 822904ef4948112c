"""Schedules of the learning rate of Keras, one per file: what each does and its equation."""
