"""Data that two people could disagree about: dated, sourced, checked when loaded."""
