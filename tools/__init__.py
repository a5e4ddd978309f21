"""What makes and checks the shipped knowledge; not part of the installed program."""
