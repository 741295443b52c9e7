"""How fast and how small, always as a ratio to a named reference in the same run: `python -m bench`."""
