"""What the styles of a page do to its text. Enter by `sheets` for the page's own, by `hiding` for one element's declarations."""
