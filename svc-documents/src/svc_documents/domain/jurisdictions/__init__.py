"""What the law of a place says of normative documents: rules as data."""
