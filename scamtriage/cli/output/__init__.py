"""Where rows go: standard output, and any number of files at once.

printing, streams            standard output and standard error
sinks                        rows written to several files and formats; output_file is one of them, parquet one that is no text
ordering                     rows put into the order of the list
overwriting, file_identity   what must not be written over, and who else can read what is written
"""
