"""The data the models learn from, verified and ready to train on."""
