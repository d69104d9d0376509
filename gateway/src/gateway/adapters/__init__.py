"""The outside world behind small interfaces: WeChat, message channels, issuers' keys."""
