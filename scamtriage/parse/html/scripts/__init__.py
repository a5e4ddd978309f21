"""The scripts of a page, read and never run. Enter by `walk` for what runs for certain, by `written` for the markup that it makes."""
