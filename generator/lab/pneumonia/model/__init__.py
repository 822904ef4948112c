"""The page of one model of the fourth part."""
