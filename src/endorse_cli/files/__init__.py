"""Disk to plain values and back: the only layer that knows YAML, JSON, git and paths."""
