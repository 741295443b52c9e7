"""People and their faces: what is said of them, told of them, and done to them."""
