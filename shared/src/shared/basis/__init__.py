"""The documents things rest on (依据守护): what svc-documents told of each reference cited."""
