"""A packet for members or the public: one HTML file with everything in it."""
