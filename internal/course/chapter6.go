package course

// wild are retold after public reports, which their debriefs name.
var wild = []Lab{
}
