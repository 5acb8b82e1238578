"""One frozen view model and one pure builder per page."""
