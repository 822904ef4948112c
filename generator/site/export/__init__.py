"""One model as plain Markdown with its plots beside, for those who write their report elsewhere."""
