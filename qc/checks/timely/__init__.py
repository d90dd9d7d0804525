"""及时: is every event dated, and is the draft still fresh?"""

from qc.checks.timely.clock import missing_clock
from qc.checks.timely.cutoff import missing_cutoff
from qc.checks.timely.late import late_emergency, late_report
from qc.checks.timely.missing_date import missing_date
from qc.checks.timely.relative_time import relative_time
from qc.checks.timely.vague_deadline import vague_deadline
from qc.checks.timely.vague_sequence import vague_sequence
from qc.checks.timely.vague_time import vague_time

CHECKS = (
    vague_time,
    missing_date,
    relative_time,
    vague_sequence,
    vague_deadline,
    missing_cutoff,
    missing_clock,
    late_emergency,
    late_report,
)
