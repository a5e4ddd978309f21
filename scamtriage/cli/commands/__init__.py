"""One command each: the module and its function are named as it is typed. `cli/command_table.py` loads the one that is run."""
