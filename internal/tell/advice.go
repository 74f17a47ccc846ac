package tell

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// startDir is the folder of the package under test: go test starts a test binary
// there.
var startDir, _ = os.Getwd()

// advised keeps what is said of a lab to once in a process.
var advised sync.Once

// Advise has the first test of a lab that fails say, above what it reports itself,
// that labs fail on purpose, and which commands help. Whoever judges the lab gives
// advice of their own.
func Advise(t testing.TB) {
	lab := labOf(startDir)
	if lab == "" || Brief().Place != "" {
		return
	}
	t.Cleanup(func() {
		if t.Failed() {
			advised.Do(func() { fmt.Print(advice(lab)) })
		}
	})
}

// labOf names the lab whose tests run in dir, or is "". Solutions are to pass.
func labOf(dir string) string {
	if filepath.Base(filepath.Dir(dir)) != "labs" {
		return ""
	}
	return filepath.Base(dir)
}

func advice(lab string) string {
	return fmt.Sprintf("%s fails on purpose until you mend it. What is wrong: go tool lab run %[1]s; a hint: go tool lab hint %[1]s\n", lab)
}
