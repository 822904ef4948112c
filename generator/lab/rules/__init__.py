"""The rules that only this laboratory needs."""
