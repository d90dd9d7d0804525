"""准确: what can be recomputed, compared or looked up is right."""

from qc.checks.accurate.averages import average
from qc.checks.accurate.clash import approximation_clash
from qc.checks.accurate.conflict import conflicting_figures
from qc.checks.accurate.confusable import confusable
from qc.checks.accurate.conversion import unit_conversion
from qc.checks.accurate.counts import count_mismatch
from qc.checks.accurate.dates import impossible_date, weekday
from qc.checks.accurate.duration import duration
from qc.checks.accurate.growth import growth_rate, percentage_point, ratio_multiple
from qc.checks.accurate.half_width import half_width_mark
from qc.checks.accurate.marks import doubled_mark, item_mark, nested_mark, unpaired_mark
from qc.checks.accurate.names import count_unit, name_conflict
from qc.checks.accurate.numbering import numbering_gap
from qc.checks.accurate.order import date_order
from qc.checks.accurate.percentage import percent_of_total
from qc.checks.accurate.placeholder import doubled_text, placeholder
from qc.checks.accurate.privacy import privacy
from qc.checks.accurate.ranges import range_order
from qc.checks.accurate.ranks import rank_conflict
from qc.checks.accurate.secrecy import secrecy_mark
from qc.checks.accurate.shares import shares
from qc.checks.accurate.sums import sum_of_parts
from qc.checks.accurate.thresholds import growth_to, threshold_overlap
from qc.checks.accurate.title_figure import title_body_figure
from qc.checks.accurate.title_mark import title_mark

CHECKS = (
    percent_of_total,
    growth_rate,
    percentage_point,
    ratio_multiple,
    sum_of_parts,
    average,
    shares,
    unit_conversion,
    title_body_figure,
    conflicting_figures,
    rank_conflict,
    name_conflict,
    count_unit,
    date_order,
    duration,
    count_mismatch,
    confusable,
    impossible_date,
    weekday,
    range_order,
    numbering_gap,
    threshold_overlap,
    growth_to,
    approximation_clash,
    placeholder,
    doubled_text,
    title_mark,
    doubled_mark,
    half_width_mark,
    privacy,
    secrecy_mark,
    unpaired_mark,
    nested_mark,
    item_mark,
)
