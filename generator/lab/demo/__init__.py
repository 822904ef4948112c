"""The page where one tries the selected models on a drawing of one's own."""
