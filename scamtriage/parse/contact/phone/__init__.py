"""Phone numbers. Entry points: `phones.find` for full numbers, `hotlines.find` for short ones."""
