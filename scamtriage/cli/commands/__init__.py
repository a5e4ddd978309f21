"""One command each: the module and its function are named as it is typed. `cli/command_table.py` loads the one that is run.

a few targets         check, lookup, collect
a list                scan
a file                contacts (of a saved page), score and relate (evidence), calibrate (labelled evidence)
about the program     explain, schema, doctor, update, demo
"""
