"""What is judged, and how much it weighs."""
