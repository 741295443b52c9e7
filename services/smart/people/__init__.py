"""Whose faces are whose. Pure: arrays and ids in, groups out; what is stored and shown is others' work."""
