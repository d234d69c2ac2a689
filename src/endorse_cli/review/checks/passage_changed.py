"""A paragraph of your document is not the one that the rubric was written from.

For each paragraph the rubric keeps a digest, a short number made from its text. With `--document`,
`endorse rubric trace` makes it again: where it differs, somebody has changed the paragraph, and
the lines that rest on it may no longer say what it says.

What to do: read the paragraph again beside the lines that the message names. Mend what no longer
fits; then write the new digest, which the message tells.

Has the fault:

```yaml
document:
  digests:
    p2: "sha256:075858364057bb71"
    p3: "sha256:0123456789abcdef"  # <- passage-changed
    p4: "sha256:dc476c2135635794"
```

Has not:

```yaml
document:
  digests:
    p2: "sha256:075858364057bb71"
    p3: "sha256:25f4b00bf9df8e14"
    p4: "sha256:dc476c2135635794"
```
"""

# Raised in review/trace.py.
