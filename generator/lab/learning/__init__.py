"""Page: how the models learned."""
