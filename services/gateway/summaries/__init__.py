"""Summaries, memories and stories, made when they are asked for."""
