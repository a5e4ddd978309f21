"""Batch processing of many targets: worker tasks over a lazy iterator, the journal, counts, worker processes.

one process           run (the batch), jobs, feed (which line is next), admission (how many at once), places, investigate (one target),
                      offline, discovered (--follow), portions (what is handed on), counts
what waits            asking (for one line, as often as it takes), set_aside (lines of a registry that refuses)
each host once        dedupe, evidence_store, host_index
what is kept          journal, resume, stored_evidence, originals (of duplicates), compression, private_files
several processes     worker_batch, supervisor, in_flight, protocol; workers (of this machine), cluster (of dask)
small change          stop_signals, gc_tuning, today
"""
