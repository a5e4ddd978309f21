"""The measures: one small function a signal, no threshold, no weight."""
