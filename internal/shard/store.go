package shard

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const planFile = "plan.json"

// A Store is a folder with a plan and results, one a file. Shards may share a
// folder, on a network file system too: each file is written under another name and
// renamed when it is whole, and a second result for a key takes the place of the first.
type Store struct {
	dir, id string
	plan    Plan
	share   Share
}

// A result is what came of one key.
type result struct {
	Plan    string          `json:"plan"` // its id
	Key     string          `json:"key"`
	Verdict string          `json:"verdict"` // the same whenever it is found out, unlike how long it took
	Data    json.RawMessage `json:"data"`
}

// Open makes the folder one for this plan, or finds that it is. The error of one
// that holds another plan says in what that differs.
func Open(dir string, p Plan, s Share) (*Store, error) {
	p.Shards = s.N
	id, err := p.id()
	if err != nil {
		return nil, err
	}
	st := &Store{dir: dir, id: id, plan: p, share: s}
	there, err := readPlan(dir)
	switch {
	case err == nil:
		if other := there.differs(p); other != "" {
			return nil, fmt.Errorf("%s holds results that do not belong to these: %s\nhint: name another folder with -o", dir, other)
		}
		return st, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot keep results: %w; name another folder with -o", err)
	}
	return st, writeWhole(filepath.Join(dir, planFile), p)
}

func readPlan(dir string) (p Plan, err error) {
	file := filepath.Join(dir, planFile)
	text, err := os.ReadFile(file)
	if err != nil {
		return p, fmt.Errorf("%s does not say whose results it holds: %w\nhint: name a folder that was given with -o", dir, err)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, fmt.Errorf("%s does not say whose results are there: %w\nhint: remove that file and say again the command with -shard and -o, which writes it anew and keeps the results", file, err)
	}
	return p, nil
}

// Left is the part of the share for which there is no result yet; mine is how large
// the share is.
func (st *Store) Left() (left []string, mine int, err error) {
	there, err := st.results()
	all := st.share.Of(st.plan.Keys)
	for _, key := range all {
		if _, done := there[key]; !done {
			left = append(left, key)
		}
	}
	return left, len(all), err
}

// Put keeps what came of a key. It may be called from several goroutines at once.
func (st *Store) Put(key, verdict string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(st.dir, fileOf(key)), result{Plan: st.id, Key: key, Verdict: verdict, Data: text})
}

// fileOf is a name that tells the key to a reader and is no other key's.
func fileOf(key string) string {
	readable := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|. `, r) {
			return '-'
		}
		return r
	}, key)
	const most = 80
	if len(readable) > most {
		readable = readable[len(readable)-most:]
	}
	return strings.ToValidUTF8(readable, "-") + "-" + hash(key)[:16] + ".json"
}

// writeWhole writes a file so that it is there whole or not at all.
func writeWhole(file string, content any) error {
	text, err := json.Marshal(content)
	if err != nil {
		return err
	}
	half, err := os.CreateTemp(filepath.Dir(file), ".half-*")
	if err != nil {
		return fmt.Errorf("cannot keep results: %w; name another folder with -o", err)
	}
	_, err = half.Write(append(text, '\n'))
	err = errors.Join(err, half.Sync(), half.Close())
	if err == nil {
		err = os.Chmod(half.Name(), 0o644) // whoever merges may be another user
	}
	if err == nil {
		err = os.Rename(half.Name(), file)
	}
	if err != nil {
		_ = os.Remove(half.Name())
		return fmt.Errorf("cannot keep results: %w; make room, and run the same command again", err)
	}
	return nil
}

// results are those of the folder. A file that is not whole, as after a power
// failure, is as good as none.
func (st *Store) results() (map[string]result, error) {
	files, err := os.ReadDir(st.dir)
	if err != nil {
		return nil, fmt.Errorf("cannot read results: %w; run it again on a machine that can", err)
	}
	found := map[string]result{}
	for _, f := range files {
		if f.Name() == planFile || filepath.Ext(f.Name()) != ".json" {
			continue
		}
		file := filepath.Join(st.dir, f.Name())
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("cannot read a result: %w; run it again on a machine that can", err)
		}
		var r result
		if json.Unmarshal(text, &r) != nil {
			continue
		}
		if r.Plan != st.id {
			return nil, fmt.Errorf("%s is a result of another plan than its folder's\nhint: remove it, and run again what is missing then", file)
		}
		found[r.Key] = r
	}
	return found, nil
}
