"""The steps of a scan, in one process or in several.

request    what was asked for, and what follows from it
run        the whole: its files, then lines -> rows -> outputs, and how it ended
lines      the first stage, from the list to targets
rows       the middle, from targets to evidence, stored, and rows
parallel   names and stored evidence judged in several processes
"""
