package syllabus

var strategies = []Lab{}
