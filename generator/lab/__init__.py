"""The laboratory: its families, questions, pages and rules; another one rewrites this folder alone."""
