"""What is asked of a rubric: is it sound, does it keep its promises, what does it rest on."""
