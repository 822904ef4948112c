"""Train a model and measure it."""
