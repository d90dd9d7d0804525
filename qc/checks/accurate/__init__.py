"""准确: what can be recomputed, compared or looked up is right."""

from qc.checks.accurate.dates import impossible_date, weekday
from qc.checks.accurate.numbering import numbering_gap
from qc.checks.accurate.placeholder import doubled_text, placeholder
from qc.checks.accurate.ranges import range_order
from qc.checks.accurate.title_mark import title_mark

CHECKS = (impossible_date, weekday, range_order, numbering_gap, placeholder, doubled_text, title_mark)
