// Package kernels has right programs: what became of bugs of large projects when
// their authors had mended them. The wrong ones come with Go, in
// runtime/testdata/testgoroutineleakprofile/goker, and are named alike; GoBench (Yuan
// et al., 2021) collected them. Nothing is taken from there but what went wrong.
package kernels
