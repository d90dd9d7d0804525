"""深刻: situation, measures, analysis and suggestions, as far as the genre asks for them."""

from qc.checks.deep.low_value import low_value
from qc.checks.deep.missing_slot import missing_cause, missing_forecast, missing_result, missing_suggestion
from qc.checks.deep.suggestion import empty_suggestion

CHECKS = (missing_cause, missing_suggestion, missing_forecast, missing_result, empty_suggestion, low_value)
