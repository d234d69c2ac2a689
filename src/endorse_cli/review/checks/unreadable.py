"""A file cannot be read or written, whatever stands in it.

It is not there, it is a folder, the system does not allow it, the disk is full, or the file changed
while it was being read. This says nothing about a candidate or a rubric, so it has an exit status
of its own, 4: a script can try again later, which would help with no other fault.

What to do: check the spelling of the path, and who may read it. Where a file is already there,
choose another name, or replace it with `--force`.

Has the fault: `endorse score 14-mil-lane.yaml` where the file is called `14-mill-lane.yaml`; or
`endorse score houses`, where `houses` is the folder in which the files are.

Has not: `endorse score 14-mill-lane.yaml`.
"""

# Raised in files/source.py, cli/terminal.py.
