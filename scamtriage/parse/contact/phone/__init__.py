"""Phone numbers. Enter by `phones.find` for whole numbers, by `hotlines.find` for short ones."""
