"""Draw what the public asks to see."""
