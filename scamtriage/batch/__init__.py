"""Many targets: workers over a lazy iterator, the journal, progress, shards."""
