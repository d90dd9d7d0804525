"""喜忧兼报: good and bad news, both with evidence, in a sober tone."""

from qc.checks.balanced.one_sided import one_sided
from qc.checks.balanced.token_shortcoming import token_shortcoming
from qc.checks.balanced.tone import alarmism, promotion

CHECKS = (token_shortcoming, one_sided, promotion, alarmism)
