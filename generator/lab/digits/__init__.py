"""Pages of the experiments on digits."""
