"""A word names something that is not defined anywhere in the rubric.

It is misspelled, or what it named has been taken out or given another id. In a candidate's file it
is an answer to a question that this rubric does not ask; perhaps the file was filled in for another
rubric or an older version.

What to do: write the id that the message names as the nearest one, or define what is missing.

Has the fault:

```yaml
findings:
  urgent:
    {when: {needs: great}, from: p3.3, basis: inferred}  # <- unknown-id
```

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  voted: yes  # <- unknown-id
```

Has not:

```yaml
findings:
  urgent:
    {when: {need: great}, from: p3.3, basis: inferred}
```

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  tenants_voted: yes
```
"""

# Raised in models/reader.py, models/agreement.py, models/additions.py, models/amendments.py
# (rubrics), models/candidate_problems.py (candidates).
