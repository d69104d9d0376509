// `house` is the address of the gateway; it has to be among the program's request domains.
// `templates`: ids of its subscription messages, as in the gateway's MINI_PROGRAM_TEMPLATES.

App({ globalData: { house: 'http://127.0.0.1:8000', templates: [] } });
