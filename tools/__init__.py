"""Tools that build and check the shipped knowledge; not part of the installed program."""
