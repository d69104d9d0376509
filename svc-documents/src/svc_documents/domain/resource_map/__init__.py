"""The map of what a district offers: schools, clinics, parks, toilets, charging points."""
