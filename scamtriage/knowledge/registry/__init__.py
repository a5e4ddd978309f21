"""Which registry to ask, and how registries answer."""
