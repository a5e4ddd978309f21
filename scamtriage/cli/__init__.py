"""The command-line interface: parse options, call one function, print, set the exit code.

where it begins       app (the command tree, and the run of the program around it), commands (the table of them), help_pages, version
one command each      check, scan, lookup, contacts, collect, score, relate, explain, schema, calibrate, doctor, update, demo
what was typed        options (shared by commands), flags (options and settings made one), preconditions
how a scan runs       scan_request, scan_run, scan_lines, scan_rows; parallel (several processes), ordering, interrupt (Ctrl-C), progress
where rows go         printing and streams (stdout, stderr), sinks (many outputs at once), outputs (one file), parquet, overwriting,
                      file_identity
what files hold       filetypes, saved_page, web_archive, archive_parts, text_page; labels (of solved cases)
what is said besides  errors (and the exit code of each), messages, summary, next_steps, retry_command, day_notices, report_notices,
                      calibration_report, exit_status
"""
