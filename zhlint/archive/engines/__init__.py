"""Engines that do the pieces of an archive: processes of this machine, or a cluster."""
