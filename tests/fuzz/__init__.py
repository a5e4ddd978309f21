"""One law for each door through which hostile bytes come in, and what keeps trying to break it."""
