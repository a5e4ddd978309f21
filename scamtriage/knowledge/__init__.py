"""Knowledge as data, on which two people could disagree: dated, sourced, checked when loaded."""
