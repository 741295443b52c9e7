"""Which albums a library could have: pure, records and counts in, proposals out."""
