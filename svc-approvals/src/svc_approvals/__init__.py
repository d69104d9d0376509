"""One thing done at one window: matters, cases, nodes, supervision."""
