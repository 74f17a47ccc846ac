// Package quick is what instrumented programs get for package testing/quick:
// the real one, but the values that it makes up are the same each time.
package quick

import (
	"math/rand"
	"reflect"
	"testing/quick"
)

// These are the real ones.
type (
	CheckEqualError = quick.CheckEqualError
	CheckError      = quick.CheckError
	Config          = quick.Config
	Generator       = quick.Generator
	SetupError      = quick.SetupError
)

// Check is the real one, with a source that begins anew.
func Check(f any, config *Config) error { return quick.Check(f, seeded(config)) }

// CheckEqual is the real one, with a source that begins anew.
func CheckEqual(f, g any, config *Config) error { return quick.CheckEqual(f, g, seeded(config)) }

// Value is the real one.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return quick.Value(t, rand)
}

func seeded(config *Config) *Config {
	c := Config{}
	if config != nil {
		c = *config
	}
	if c.Rand == nil {
		c.Rand = rand.New(rand.NewSource(1))
	}
	return &c
}
