"""Languages: catalogues, plural rules, dates, money."""
