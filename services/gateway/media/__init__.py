"""Bytes of photos on their way out."""
