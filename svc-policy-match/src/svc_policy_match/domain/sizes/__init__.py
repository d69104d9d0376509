"""How large an enterprise is: by the statistics, and by the law on taxes."""
