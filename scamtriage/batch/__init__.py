"""Many targets: workers over a lazy iterator, the journal, what rows came to, shards."""
