"""Reports as they are handed in, turned into lines that know where they stand."""
