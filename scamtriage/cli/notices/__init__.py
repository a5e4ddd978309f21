"""What is said on standard error beside the rows.

messages                        hints, warnings and the log, with hostile text made harmless: all others speak through it
progress, summary               while a scan runs, and when it has ended
next_steps, retry_command       what to do next, as a command to paste
day_notices, report_notices     what to know about today's tables, and before a report leaves the house
"""
