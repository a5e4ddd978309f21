"""The command-line interface: parse options, call one function, print, set the exit code.

where it begins       app (the command tree, and the run of the program around it), command_table, help_pages, version
one command each      commands/
what was typed        options (shared by commands), flags (options and settings made one), preconditions
how a list is judged  scan/ (the steps of a scan), interrupt (Ctrl-C)
what a word means     explained/
what a file shows     saved_pages/, and calibration/ of solved cases
where rows go         output/ (stdout and files)
what is said besides  notices/ (on stderr), errors and exit_status (and the exit code of each)
"""
