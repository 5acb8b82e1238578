"""The plan as a network of working time: calendars, dependencies, slack; over disclosed milestones only."""
