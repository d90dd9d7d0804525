"""简洁: nothing that can be cut without losing a fact."""

from qc.checks.concise.cliche import cliche, cliche_opening
from qc.checks.concise.delayed_lead import delayed_lead
from qc.checks.concise.length import long_paragraph, long_sentence, long_title
from qc.checks.concise.repetition import repeated_sentence, restated_figures

CHECKS = (
    cliche_opening,
    cliche,
    delayed_lead,
    repeated_sentence,
    restated_figures,
    long_title,
    long_sentence,
    long_paragraph,
)
