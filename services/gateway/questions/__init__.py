"""What the owner is asked, and what an answer changes."""
