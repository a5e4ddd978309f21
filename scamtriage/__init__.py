"""Triage of scam and fake-call-centre domains: guarded evidence, explained verdicts."""

__version__ = "0.1.0"
