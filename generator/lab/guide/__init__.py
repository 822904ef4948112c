"""Page: how to make this report again, with other models and other data."""
