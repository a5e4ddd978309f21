"""Words to targets: one canonical identity for every spelling, or a row that says why not."""
