"""The networks that see faces."""
