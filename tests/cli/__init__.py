"""The command line as people meet it: words in; text, files and an exit status out."""
