"""Charts as options for ECharts: plain JSON, the same for every client, with the table beside."""
