"""What the name alone says: whom it imitates, its words and digits, and its suffix."""
