"""Batch processing of many targets: worker tasks over a lazy iterator, the journal, counts, worker processes."""
