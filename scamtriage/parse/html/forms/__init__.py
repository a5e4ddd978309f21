"""Forms: what they ask, of whom an input is, and where it is sent. Enter by `asked`."""
