"""Albums: what is in them, in which order, and which there could be."""
