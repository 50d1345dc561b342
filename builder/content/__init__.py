"""What is written: files of the content folder read into plain data, each value with its place.

Further in, ``models`` says what content is: fields, limits, descriptions."""
