"""What a report says twice: the same quantity of the same model, in several of its places."""
