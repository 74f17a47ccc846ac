package testing

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// parseSeed reads a file of testdata/fuzz: a line that says so, and one for
// each value, such as string("x").
func parseSeed(text string) (values []any, err error) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if strings.TrimSpace(lines[0]) != "go test fuzz v1" {
		return nil, errors.New("this is no file of the go command's fuzzing")
	}
	for _, line := range lines[1:] {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := parseValue(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		values = append(values, v)
	}
	return values, nil
}

// parseValue reads a conversion of a literal.
func parseValue(line string) (any, error) {
	kind, rest, ok := strings.Cut(line, "(")
	lit, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed {
		return nil, errors.New("want type(value)")
	}
	switch kind {
	case "[]byte":
		s, err := strconv.Unquote(lit)
		return []byte(s), err
	case "string":
		return strconv.Unquote(lit)
	case "bool":
		return strconv.ParseBool(lit)
	case "byte", "uint8", "uint16", "uint32", "uint64", "uint":
		return parseUnsigned(kind, lit)
	case "rune", "int8", "int16", "int32", "int64", "int":
		return parseSigned(kind, lit)
	}
	return parseFloat(kind, lit)
}

func parseUnsigned(kind, lit string) (any, error) {
	if strings.HasPrefix(lit, "'") {
		r, _, _, err := strconv.UnquoteChar(strings.Trim(lit, "'"), '\'')
		return byte(r), err
	}
	n, err := strconv.ParseUint(lit, 0, 64)
	switch kind {
	case "byte", "uint8":
		return uint8(n), err
	case "uint16":
		return uint16(n), err
	case "uint32":
		return uint32(n), err
	case "uint64":
		return n, err
	}
	return uint(n), err
}

func parseSigned(kind, lit string) (any, error) {
	if strings.HasPrefix(lit, "'") {
		r, _, _, err := strconv.UnquoteChar(strings.Trim(lit, "'"), '\'')
		return r, err
	}
	n, err := strconv.ParseInt(lit, 0, 64)
	switch kind {
	case "int8":
		return int8(n), err
	case "int16":
		return int16(n), err
	case "rune", "int32":
		return int32(n), err
	case "int64":
		return n, err
	}
	return int(n), err
}

func parseFloat(kind, lit string) (any, error) {
	switch kind {
	case "float32":
		f, err := strconv.ParseFloat(lit, 32)
		return float32(f), err
	case "float64":
		return strconv.ParseFloat(lit, 64)
	case "math.Float32frombits":
		bits, err := strconv.ParseUint(lit, 0, 32)
		return math.Float32frombits(uint32(bits)), err
	case "math.Float64frombits":
		bits, err := strconv.ParseUint(lit, 0, 64)
		return math.Float64frombits(bits), err
	}
	return nil, errors.New("a type that a seed cannot have")
}
