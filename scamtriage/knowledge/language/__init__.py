"""Words and names in thirteen languages: their spellings, where they may stand, what they mean."""
