"""Parse input lines into targets: one canonical identity for all spellings, or a row that says why there is none."""
