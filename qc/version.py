"""The version of the program, read by packaging and printed in every report."""

__version__ = "0.1.0"
