// Package rand is what instrumented programs get for package crypto/rand: bytes
// that are the same in every execution, from a generator of each goroutine.
package rand

import (
	real "crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"io"
	"math/big"

	"racelab/internal/sim"
	"racelab/internal/sim/std/model"
)

// Reader is where all randomness comes from.
var Reader io.Reader = reader{}

type reader struct{}

// unknown is the site of a step whose line is found by other means.
const unknown = -1

// Read fills b.
func (reader) Read(b []byte) (int, error) {
	sim.LendW(b, unknown)
	var word [8]byte
	for i := 0; i < len(b); i += len(word) {
		binary.LittleEndian.PutUint64(word[:], model.Random().Uint64())
		copy(b[i:], word[:])
	}
	return len(b), nil
}

// Read fills b from Reader.
func Read(b []byte) (n int, err error) { return io.ReadFull(Reader, b) }

// Int is the real one.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) { return real.Int(rand, max) }

// Prime returns a number of that many bits that is prime, very probably. The
// real one has a source of its own.
func Prime(r io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	for {
		p, err := real.Int(Reader, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
		if err != nil {
			return nil, err
		}
		p.SetBit(p, bits-1, 1)
		if p.ProbablyPrime(20) {
			return p, nil
		}
	}
}

// Text returns 26 random characters.
func Text() string {
	var b [17]byte
	_, _ = reader{}.Read(b[:]) // which cannot fail
	return base32.StdEncoding.EncodeToString(b[:])[:26]
}
