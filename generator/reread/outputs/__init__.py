"""What a review gives: text, Markdown, a page, data."""
