"""What `explain` says: of each word of the outputs (`dictionary`), and of a signal (`signal`)."""
