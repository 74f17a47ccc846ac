// Package target turns the words of a command line into labs, folders and packages.
package target

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"racelab/internal/command"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/survey"
)

// A Finder looks from where the reader stands. Its errors are *command.UsageError
// unless something else went wrong.
type Finder struct {
	Checkout course.Checkout // its Root is "" outside of the course
	Cwd      string
}

// Here is the lab whose folder the reader is in, or "".
func (f Finder) Here() string { return f.Checkout.LabAt(f.Cwd) }

// Lab picks the lab that words name, or else the current folder.
func (f Finder) Lab(cmd string, words []string) (course.Lab, error) {
	if len(words) > 1 {
		return course.Lab{}, command.Usagef("%s takes one lab, got %d: %s", cmd, len(words), strings.Join(words, " "))
	}
	name := f.Here()
	if len(words) == 1 {
		// A shell completes `labs/cakebox/`, and go test takes ./labs/cakebox.
		// An editor's own command is given the file.
		name = strings.TrimSuffix(filepath.Base(filepath.Clean(words[0])), ".go")
	}
	if name == "" {
		return course.Lab{}, command.Usagef("which lab? say: go tool lab %s NAME, or cd into labs/NAME", cmd)
	}
	l, ok := course.Find(name)
	if !ok {
		return l, command.Usagef("there is no lab %q%s; see the map: go tool lab", name, command.DidYouMean(name, course.Names()))
	}
	return l, nil
}

// Folder picks the folder of the package that words name, as a folder or a lab; without
// one, where the reader is. The name is what the reader called it.
func (f Finder) Folder(cmd string, words []string) (name, dir string, err error) {
	if len(words) > 1 {
		return "", "", command.Usagef("%s takes one lab or folder, got %d: %s", cmd, len(words), strings.Join(words, " "))
	}
	words, err = f.orHere(cmd, words)
	if err != nil {
		return "", "", err
	}
	name = words[0]
	dir, known := f.folderOf(name)
	if !known {
		dir = name
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(f.Cwd, dir)
	}
	if !isFolder(dir) {
		return "", "", command.Usagef("%s is neither a folder nor a lab%s; name the folder of a package", name, command.DidYouMean(name, course.Names()))
	}
	return name, dir, nil
}

// Packages takes names of labs, folders, import paths and patterns of them; without any,
// it is where the reader is.
func (f Finder) Packages(ctx context.Context, cmd string, words, tags []string) ([]survey.Package, error) {
	words, err := f.orHere(cmd, words)
	if err != nil {
		return nil, err
	}
	var all []survey.Package
	for _, word := range words {
		if dir, known := f.folderOf(word); known && !strings.Contains(word, "...") {
			all = append(all, survey.Package{Name: word, Dir: dir, Tests: true})
			continue
		}
		if filepath.Base(word) == word && !strings.Contains(word, ".") && f.Checkout.Root != "" && !isFolder(filepath.Join(f.Cwd, word)) {
			return nil, command.Usagef("%s is neither a folder nor a lab%s; name the folder of a package", word, command.DidYouMean(word, course.Names()))
		}
		found, err := survey.Find(ctx, f.Cwd, []string{word}, tags)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// orHere is what the reader named, or else where that is: the lab of the current
// folder or, outside of the course, the folder itself.
func (f Finder) orHere(cmd string, words []string) ([]string, error) {
	switch {
	case len(words) > 0:
		return words, nil
	case f.Here() != "":
		return []string{f.Here()}, nil
	case f.Checkout.Root == "":
		return []string{"."}, nil
	}
	return nil, command.Usagef("which lab? say: go tool lab %s LAB, or name the folder of any other package", cmd)
}

// folderOf is where a lab is, or a package of the course by its import path.
func (f Finder) folderOf(word string) (dir string, known bool) {
	if f.Checkout.Root == "" {
		return "", false
	}
	if l, ok := course.Find(word); ok {
		return f.Checkout.Path(filepath.Join("labs", l.Name)), true
	}
	rel, ok := strings.CutPrefix(word, "racelab/")
	return f.Checkout.Path(filepath.FromSlash(rel)), ok
}

// IsCourse reports whether dir is the folder of a lab or a solution.
func (f Finder) IsCourse(dir string) bool {
	return f.IsLab(dir) || filepath.Dir(dir) == f.Checkout.Path("solutions")
}

// IsLab reports whether dir is the folder of a lab.
func (f Finder) IsLab(dir string) bool { return filepath.Dir(dir) == f.Checkout.Path("labs") }

// ForSchedules picks those tests of a lab or a solution that call explore.Test. The
// others are staged for go test: they bring goroutines together, and count on a stage
// that does so. Of any other package, it is all tests.
func (f Finder) ForSchedules(dir string, tests []string) ([]string, error) {
	lab, known := course.Find(filepath.Base(dir))
	if !known || !f.IsCourse(dir) {
		return tests, nil
	}
	explored, err := judge.ExploredTests(f.Checkout.Root, lab.Name)
	return slices.DeleteFunc(slices.Clone(tests), func(name string) bool { return !slices.Contains(explored, name) }), err
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}
