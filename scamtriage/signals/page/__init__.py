"""What a page says: its text, the words found in it, its claims, and how its owner is reached."""
