"""Occasions of a library: pure, arrays in, records out. The feature (features/occasions.py) reads and writes."""
