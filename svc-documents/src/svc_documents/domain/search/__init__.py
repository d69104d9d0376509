"""How documents are found: by what signs their texts hold, and how a question is read."""
