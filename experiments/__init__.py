"""Train the models of the lab and write what each one measured to ``results/``."""
