"""The sum: capped weights of evidence, the verdict levels, what a desk may refit, and who can act."""
