"""The suggestion box over HTTP: for anybody, and for those who answer."""
