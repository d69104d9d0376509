"""Random inspections (双随机): who is inspected by whom is drawn, and anybody can redo it."""
