"""What people add to Heliograph without changing it: stages, fields, features, models and importers, in a folder of
their own (docs/plugins.md). `declared.py` is what a plugin says of itself, `checks.py` what it may say, `installed.py`
which there are; the tables of stages, fields, features and models take those.
"""
