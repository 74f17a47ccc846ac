package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// killed starts a program and kills it, without a warning, as soon as a folder holds
// so many results and a plan: killed RESULTS FOLDER PROGRAM ARGS…
func killed(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	cmd := prepared(ts, args[2:])
	ts.Check(cmd.Start())
	for results := 0; results < want+1; {
		time.Sleep(5 * time.Millisecond)
		files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[1]), "*.json"))
		ts.Check(err)
		results = len(files)
	}
	ts.Check(cmd.Process.Kill())
	if err := cmd.Wait(); err == nil {
		ts.Fatalf("%v came to its end before it was killed", args[2:])
	}
}

var times = regexp.MustCompile(` *\d+\.\d+(s| s|)\b|timestamp="[^"]*"`)

// same checks that two files say the same but for times: same FILE FILE
func same(ts *testscript.TestScript, neg bool, args []string) {
	one, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	other, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	x, y := times.ReplaceAllString(string(one), " TIME"), times.ReplaceAllString(string(other), " TIME")
	if x != y {
		ts.Fatalf("they differ in more than times:\n%s\n%s", one, other)
	}
}

// copied copies a folder: copied FROM TO
func copied(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}
