"""The demo's voices: slips, letters, consultations, reviews, bad ones; at every stage of their way.

Each is done by the same use cases as people's own, as of the day it is said to have happened;
what is there already is left alone.
"""
