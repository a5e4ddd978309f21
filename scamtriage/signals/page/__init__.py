"""What a page says, as the measures ask for it: its text, what stands in it, whom it claims to be, how its owner is reached."""
