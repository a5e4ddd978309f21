"""The score: the capped sum of weights, the verdict, refitting, and routes for reports."""
