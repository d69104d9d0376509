"""The State's classification of income and expenditure (政府收支分类科目), year by year."""
