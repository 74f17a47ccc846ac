package bugs

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha3"
	"flag"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"io"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// Hashes, ciphers, flags and the like lie in packages that are not rewritten.

// kind: misuse
// want: data race
func TestHash(t *testing.T) {
	h := sha256.New()
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() { h.Write([]byte("bread")) }) // race
	wg.Go(func() { h.Write([]byte("cake")) })  // race
	wg.Wait()
	mu.Lock()
	defer mu.Unlock()
	h.Sum(nil)
}

// want: passed
func TestHashFixed(t *testing.T) {
	h := sha256.New()
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() { mu.Lock(); defer mu.Unlock(); h.Write([]byte("bread")) })
	wg.Go(func() { mu.Lock(); defer mu.Unlock(); h.Write([]byte("cake")) })
	wg.Wait()
	mu.Lock()
	defer mu.Unlock()
	h.Sum(nil)
}

// kind: misuse
// want: data race
func TestHashThatIsAWriter(t *testing.T) {
	h := fnv.New32a()
	var wg sync.WaitGroup
	wg.Go(func() { io.Copy(h, strings.NewReader("bread")) }) // race
	wg.Go(func() { h.Sum32() })                              // race
	wg.Wait()
}

// want: passed
func TestHashThatIsAWriterFixed(t *testing.T) {
	h, other := fnv.New32a(), crc32.NewIEEE()
	var wg sync.WaitGroup
	wg.Go(func() { io.Copy(h, strings.NewReader("bread")) })
	wg.Go(func() { other.Sum32() })
	wg.Wait()
}

// A checksum of one's own that locks may be used by all.
type lockedSum struct {
	mu sync.Mutex
	hash.Hash
}

func (s *lockedSum) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Hash.Write(p)
}

// want: passed
func TestHashThatLocksFixed(t *testing.T) {
	var h hash.Hash = &lockedSum{Hash: fnv.New64()}
	var wg sync.WaitGroup
	wg.Go(func() { h.Write([]byte("bread")) })
	wg.Go(func() { h.Write([]byte("cake")) })
	wg.Wait()
}

func stream(t *testing.T) cipher.Stream {
	block, err := aes.NewCipher(make([]byte, aes.BlockSize))
	if err != nil {
		t.Fatal(err)
	}
	return cipher.NewCTR(block, make([]byte, aes.BlockSize))
}

// kind: misuse
// want: data race
func TestCipher(t *testing.T) {
	s := stream(t)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			word := []byte("bread")
			s.XORKeyStream(word, word) // race
		})
	}
	wg.Wait()
}

// want: passed
func TestCipherFixed(t *testing.T) {
	block, err := aes.NewCipher(make([]byte, aes.BlockSize))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			word := make([]byte, aes.BlockSize)
			block.Encrypt(word, word)
			cipher.NewCTR(block, word).XORKeyStream(word, word)
		})
	}
	wg.Wait()
}

// kind: misuse
// want: data race
func TestBytesOfAHash(t *testing.T) {
	h, word := sha256.New(), []byte("bread")
	var wg sync.WaitGroup
	wg.Go(func() { h.Write(word) }) // race
	wg.Go(func() { word[0] = 'B' }) // race
	wg.Wait()
}

// want: passed
func TestBytesOfAHashFixed(t *testing.T) {
	h, other, word := sha256.New(), sha256.New(), []byte("bread")
	var wg sync.WaitGroup
	wg.Go(func() { h.Write(word) })
	wg.Go(func() { other.Write(word) })
	wg.Wait()
}

// kind: misuse
// want: data race
func TestHashWithAName(t *testing.T) {
	h := sha3.New256()
	var wg sync.WaitGroup
	wg.Go(func() { h.Write([]byte("bread")) }) // race
	wg.Go(func() { h.Write([]byte("cake")) })  // race
	wg.Wait()
}

// want: passed
func TestHashWithANameFixed(t *testing.T) {
	h := sha3.New256()
	words := make(chan []byte, 2)
	var wg sync.WaitGroup
	wg.Go(func() { words <- []byte("bread") })
	wg.Go(func() { words <- []byte("cake") })
	h.Write(<-words)
	h.Write(<-words)
	wg.Wait()
}

// kind: misuse
// want: data race
func TestFlags(t *testing.T) {
	flags := flag.NewFlagSet("shop", flag.ContinueOnError)
	flags.Int("cakes", 1, "")
	var wg sync.WaitGroup
	wg.Go(func() { flags.Set("cakes", "2") }) // race
	wg.Go(func() { flags.NFlag() })           // race
	wg.Wait()
}

// want: passed
func TestFlagsFixed(t *testing.T) {
	flags := flag.NewFlagSet("shop", flag.ContinueOnError)
	cakes := flags.Int("cakes", 1, "")
	flags.Set("cakes", "2")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if flags.NFlag() != 1 || *cakes != 2 || flag.Lookup("no such flag") != nil {
				t.Error("no cakes")
			}
		})
	}
	wg.Wait()
}

// kind: misuse
// want: data race
func TestSwapper(t *testing.T) {
	cakes := []int{3, 1}
	swap := reflect.Swapper(cakes) // race
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { swap(0, 1) })
	}
	wg.Wait()
}

// want: passed
func TestSwapperFixed(t *testing.T) {
	cakes := []int{3, 1, 4, 2}
	swap := reflect.Swapper(cakes)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { swap(i, i+2) })
	}
	wg.Wait()
}

// kind: misuse
// want: data race
func TestNamesOfAPath(t *testing.T) {
	names := []string{"shop", "key"}
	var wg sync.WaitGroup
	wg.Go(func() { filepath.Join(names...) }) // race
	wg.Go(func() { names[1] = "till" })       // race
	wg.Wait()
}

// want: passed
func TestNamesOfAPathFixed(t *testing.T) {
	names := []string{"shop", "key"}
	var wg sync.WaitGroup
	wg.Go(func() { filepath.Join(names...) })
	wg.Go(func() { filepath.Join(names[:1]...) })
	wg.Wait()
}
