"""How well occasions are found, on libraries that are made with known truth.

`life.py` makes one, `kinds.py` and `held_out.py` say of whom: the second list was written together with the first,
before there was a segmenter, and is measured once, when nothing is tuned any more. `measure.py` counts. Run by
`make eval-library`.
"""
