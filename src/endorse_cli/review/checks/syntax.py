"""The file is not written as YAML or JSON, so nothing in it can be read.

Most often a text that holds a colon or a quotation mark stands without quotes around it, a
bracket or a quotation mark is never closed, or lines that belong together begin in different
columns.

A few things are refused although other programs take them, since a person who reads the file sees
something else there than a program does: anchors and aliases, tags, merge keys, characters that
cannot be seen, a text cut short by ` #`. An empty file, or one that is not UTF-8, is refused too.

What to do: look at the line, and at the sign under the caret. Put quotes around the text, or
compare the indentation with the lines above.

Has the fault:

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  need:
    answer: great
    note: The owner wrote: not this year.  # <- syntax
```

Has not:

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  need:
    answer: great
    note: "The owner wrote: not this year."
```
"""

# Raised in files/complaints.py, files/yaml_guards.py, files/json.py,
# files/lines.py, files/source.py.
