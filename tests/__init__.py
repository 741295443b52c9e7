import os

# Before anything of ours is imported: what is tested is this release, whatever plugins the machine has.
os.environ["HELIOGRAPH_PLUGINS"] = os.devnull
