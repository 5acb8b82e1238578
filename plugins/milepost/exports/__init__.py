"""Machine-readable files of a share, made from disclosed data only."""
