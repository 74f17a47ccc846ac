package testing

import (
	"os"
	"strings"
	"time"
)

// These reach outside the program, which is allowed as long as nobody waits.

// TempDir returns a new directory that is removed after the test.
func (t *T) TempDir() string {
	dir, err := os.MkdirTemp("", strings.NewReplacer("/", "_", "#", "_").Replace(t.name))
	if err != nil {
		t.Fatalf("TempDir: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("TempDir RemoveAll cleanup: %v", err)
		}
	})
	return dir
}

// ArtifactDir is TempDir: nothing is kept from thousands of executions.
func (t *T) ArtifactDir() string { return t.TempDir() }

// Setenv sets a variable of the environment until the end of the test.
func (t *T) Setenv(key, value string) {
	before, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		t.Fatalf("cannot set environment variable: %v", err)
	}
	t.Cleanup(func() {
		if was {
			_ = os.Setenv(key, before) // it could be set before
		} else {
			_ = os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory until the end of the test.
func (t *T) Chdir(dir string) {
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chdir(before); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
	if now, err := os.Getwd(); err == nil {
		t.Setenv("PWD", now)
	}
}

// Deadline says that there is none.
func (t *T) Deadline() (deadline time.Time, ok bool) { return time.Time{}, false }
