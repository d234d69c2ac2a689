"""Records as tables that people read: at a glance first, then line by line."""
