"""The Python source of the project, read without being run."""
