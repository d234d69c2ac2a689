"""A file, or something in it, is larger than what is read here.

A file, or a line of a `.jsonl` file, holds at most 1,000,000 bytes; a file at most 100,000 values,
in it a text at most 20,000 characters and a key outside plain ASCII at most 1,024; mappings and
lists stand at most 40 deep in one another. What people write by hand comes nowhere near. What goes
past it is most often the wrong file, or brackets that are never closed, and would only use up time
and memory.

A rubric can be too large too: a number that is added up with other answers can have at most 2,000
values, and the bands of a score are held against all that it can be. And where a candidate has so
many open answers that a decision cannot be worked out over all they may turn out to be, it is not
guessed at: the message begins "With so much open".

What to do: see first whether it is the file you meant. With so much open, answer more of the
questions, or divide the decision, or the score it rests on, into several. Split a long list of
candidates into several files, or write it as `.jsonl`, one candidate a line, which may be of any
length. Cite a long text by its address instead of copying it.

Has the fault: a candidate's file with a picture of the house pasted into a `note:` as text, larger
than 1 MB. Or the minutes of a whole meeting in one `note:`, 30,000 characters long.

Has not: the same file with the address of the picture, or of the minutes, as the `source:` of an
answer.
"""

# Raised in files/limits.py, files/catalog.py, review/amount_uses.py, review/bands.py,
# api/rubrics.py.
