"""Technical needs of every service, and the declarations of events."""
