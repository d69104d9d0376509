"""How a year's budget is carried out, month by month (预算执行情况)."""
