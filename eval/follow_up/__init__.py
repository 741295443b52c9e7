"""How much follow-up questions help: a library from which people, places and dates are taken away, its owner's answers,
and what searches find before and after.

`asked.tsv` holds sixty questions for the search, which were written before any answer was given; `library.py` makes the
library, with its truth; `answering.py` answers as its owner would. Run by `make eval-questions`.
"""
