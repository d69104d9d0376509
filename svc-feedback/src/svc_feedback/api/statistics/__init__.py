"""Routes of figures over many: rankings, the dashboard, what is published."""
