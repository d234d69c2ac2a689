"""One file per check code: its page is the file's docstring, its work the function `check`."""
