"""What to ask an owner, a file a kind: pure, of photos as they are."""
