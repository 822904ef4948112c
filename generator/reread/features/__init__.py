"""Features computed from the inputs: the size of a HOG descriptor."""
