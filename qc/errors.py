"""Errors a user can act on: what is wrong, where, and what to do next, in one Chinese sentence.

The library raises them; only the command line turns them into exit codes.
"""

from __future__ import annotations


class QcError(Exception):
    """Base of every error that qc raises on purpose; ``str(error)`` is the sentence for the user."""


class UsageError(QcError):
    """A wrong argument or option (exit code 2)."""


class SettingsError(QcError):
    """A configuration file or a pack that cannot be used (exit code 2)."""


class ReadingError(QcError):
    """An input that cannot be read as a draft (exit code 3)."""


class ModelError(QcError):
    """A model file that is missing, damaged or does not fit this version (exit code 2)."""
