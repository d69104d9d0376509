"""The library as a whole: what it is loaded with, and how it is counted."""
