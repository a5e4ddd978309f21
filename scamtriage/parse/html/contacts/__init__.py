"""Where a page keeps contacts beside its text and its links. Enter by `places`, which gathers them."""
