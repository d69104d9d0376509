// `house` is the address of the gateway; it has to be among the program's request domains.

App({ globalData: { house: 'http://127.0.0.1:8000' } });
