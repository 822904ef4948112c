"""What the authors write themselves, in Markdown: the values that they insert, the numbers that they type."""
