"""Routes of the supervisors (监管): boards, cases, statistics, export."""
