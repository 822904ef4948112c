"""Page: the experiments on digits against one another."""
