"""Requests for disclosure (依申请公开), after the regulation of 2019, art. 27-42."""
