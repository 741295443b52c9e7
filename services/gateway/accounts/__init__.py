"""Who may sign in, by what, and what is done to accounts."""
