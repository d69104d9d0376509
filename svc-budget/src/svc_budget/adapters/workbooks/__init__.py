"""Files of workbooks: read into grids, written from them."""
