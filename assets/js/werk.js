// Comfort for who writes: one part of a page changes in place. Everything works without this file.
