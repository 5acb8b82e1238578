"""The one gate between what an agency writes and what a share may show."""
