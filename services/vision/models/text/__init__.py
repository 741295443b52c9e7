"""The three networks of PP-OCR, each behind a call that takes pixels. Every shape that a network sees is one of a few:
with each new one its memory would grow for good."""
