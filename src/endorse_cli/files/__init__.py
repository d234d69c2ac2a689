"""Disk to plain values and back: the only layer that knows YAML, JSON, git and paths.

Reading gives plain values; places are computed when somebody asks a document for one. The
parsers are imported when the first file needs them.
"""
