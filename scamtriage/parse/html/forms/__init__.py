"""Forms of a page: what they ask for, which form owns an input, where it is sent. Entry point: `asked.read_forms`."""
