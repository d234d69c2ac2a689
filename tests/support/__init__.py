"""What several tests share: brute force, random rubrics, a small sound rubric."""
