"""Certificates (电子证照): what they say, how long they hold, who may use them for what."""
