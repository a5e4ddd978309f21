"""The sum: capped weights of evidence, and the verdict levels."""
