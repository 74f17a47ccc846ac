package build

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// files reads source files, each once, so that what is hashed is what is built.
// An overlay in the go command's format stands before the disk.
type files struct {
	overlay map[string]string
	texts   map[string][]byte
}

func newFiles(overlay string) (*files, error) {
	f := &files{overlay: map[string]string{}, texts: map[string][]byte{}}
	if overlay == "" {
		return f, nil
	}
	text, err := os.ReadFile(overlay)
	var file struct{ Replace map[string]string }
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		return nil, &Error{What: "cannot read the overlay", Err: err, Hint: "it has the format of `go help build`, -overlay"}
	}
	for from, to := range file.Replace {
		f.overlay[filepath.Clean(from)] = to
	}
	return f, nil
}

// replaced lists the files that the overlay stands before, in order. With what
// they now hold it says all that matters about an overlay; where the new text
// lies does not.
func (f *files) replaced() []string { return slices.Sorted(maps.Keys(f.overlay)) }

func (f *files) read(path string) ([]byte, error) {
	if text, ok := f.texts[path]; ok {
		return text, nil
	}
	real := path
	if to, ok := f.overlay[path]; ok {
		if real = to; to == "" {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}
	}
	text, err := os.ReadFile(real)
	if err == nil {
		f.texts[path] = text
	}
	return text, err
}

func (f *files) open(path string) (io.ReadCloser, error) {
	text, err := f.read(path)
	return io.NopCloser(bytes.NewReader(text)), err
}

// readDir lists dir as go/build wants it: with what the overlay adds and
// without what it takes away.
func (f *files) readDir(dir string) ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var infos []fs.FileInfo
	for _, e := range entries {
		if _, replaced := f.overlay[filepath.Join(dir, e.Name())]; replaced {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, e.Name())); err == nil {
			infos = append(infos, info)
		}
	}
	for from, to := range f.overlay {
		if filepath.Dir(from) != dir || to == "" {
			continue
		}
		if info, err := os.Stat(to); err == nil {
			infos = append(infos, named{info, filepath.Base(from)})
		}
	}
	slices.SortFunc(infos, func(a, b fs.FileInfo) int { return strings.Compare(a.Name(), b.Name()) })
	return infos, nil
}

// named is a file under another name.
type named struct {
	fs.FileInfo
	name string
}

func (n named) Name() string { return n.name }

// sources lists the files of dir that can matter to a build, in order.
func (f *files) sources(dir string) []string {
	infos, _ := f.readDir(dir) // a directory that went away has none
	var names []string
	for _, info := range infos {
		if info.Mode().IsRegular() && slices.Contains([]string{".go", ".s", ".c", ".h"}, filepath.Ext(info.Name())) {
			names = append(names, filepath.Join(dir, info.Name()))
		}
	}
	return names
}
