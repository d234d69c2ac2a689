"""One file per check code: its page is the file's docstring, its work the function `check`.

Codes that are raised while a file is read or a rubric's structure is gone through have no `check`
here; their file says where they come from.
"""
