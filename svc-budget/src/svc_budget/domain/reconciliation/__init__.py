"""Reconciliation (勾稽关系): rules as data, checked against a recognised workbook."""
