"""The command-line interface: parse options, call one function, print, set the exit code."""
