package program

import (
	"go/scanner"
	"go/token"
	"slices"
	"strings"

	"racelab/internal/trace"
)

// A phrase is one line of source in tokens.
type phrase struct {
	text   string
	tokens []word
}

type word struct {
	tok      token.Token
	lit      string
	from, to int // in the text
}

func phraseOf(text string) phrase {
	p := phrase{text: text}
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(text))
	s.Init(file, []byte(text), func(token.Position, string) {}, 0)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return p
		}
		if lit == "" {
			lit = tok.String()
		}
		from := file.Offset(pos)
		p.tokens = append(p.tokens, word{tok, lit, from, from + len(lit)})
	}
}

// used finds what the phrase calls the thing that an operation uses; nothing if
// that cannot be told.
func (p phrase) used(op trace.Op) string {
	name, _ := p.find(op)
	return name
}

// find says also at which token that is told.
func (p phrase) find(op trace.Op) (name string, at int) {
	methods := strings.Split(op.Use().Methods, "|")
	for i, w := range p.tokens {
		name = ""
		switch {
		case w.lit == "atomic" && op.Use().Memory && p.is(i+1, token.PERIOD) && p.is(i+3, token.LPAREN):
			name = p.after(i + 4)
		case w.tok == token.IDENT && slices.Contains(methods, w.lit) && p.is(i-1, token.PERIOD) && p.is(i+1, token.LPAREN):
			name = p.before(i - 1)
		case len(methods) > 1 || methods[0] != "":
		case w.tok == token.ARROW && op.Use().Arrow:
			if name = p.before(i); name == "" {
				name = p.after(i + 1)
			}
		case w.tok == token.IDENT && w.lit == "close" && p.is(i+1, token.LPAREN):
			name = p.after(i + 2)
		case w.tok == token.RANGE:
			name = p.after(i + 1)
		}
		if name != "" {
			return name, i
		}
	}
	return "", -1
}

// inside returns the body of the innermost function literal that token at is in,
// if the phrase has all of it; else nothing.
func (p phrase) inside(at int) (body string) {
	for i := range p.tokens[:max(at, 0)] {
		if p.tokens[i].tok != token.FUNC || !p.is(i+1, token.LPAREN) {
			continue
		}
		open := p.closing(i + 1)
		for open < at && !p.is(open, token.LBRACE) {
			open++
		}
		if end := p.closing(open); open < at && at < end && end <= len(p.tokens) {
			body = strings.TrimSpace(p.text[p.tokens[open].to:p.tokens[end-1].from])
		}
	}
	return body
}

// tokenAt is the index of the token that begins at an offset, or -1.
func (p phrase) tokenAt(offset int) int {
	return slices.IndexFunc(p.tokens, func(w word) bool { return w.from == offset })
}

// elements names the slice whose elements a copy or an append writes.
func (p phrase) elements() string {
	if len(p.tokens) > 2 && (p.tokens[0].lit == "append" || p.tokens[0].lit == "copy") && p.is(1, token.LPAREN) {
		return p.after(2)
	}
	return ""
}

func (p phrase) is(i int, tok token.Token) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].tok == tok
}

// before is the operand that ends in front of token end: names, and what they are
// indexed or called with.
func (p phrase) before(end int) string {
	i := end
	for i > 0 {
		switch p.tokens[i-1].tok {
		case token.RBRACK, token.RPAREN:
			i = p.opening(i - 1)
		case token.IDENT:
			i--
		default:
			return ""
		}
		if p.tokens[i].tok == token.IDENT && !p.is(i-1, token.PERIOD) {
			break
		}
		if p.is(i-1, token.PERIOD) {
			i--
		}
	}
	if i >= end || p.tokens[i].tok != token.IDENT {
		return ""
	}
	return p.text[p.tokens[i].from:p.tokens[end-1].to]
}

// opening is the index of the bracket that the one at i closes.
func (p phrase) opening(i int) int {
	depth := 0
	for ; i > 0; i-- {
		switch p.tokens[i].tok {
		case token.RBRACK, token.RPAREN:
			depth++
		case token.LBRACK, token.LPAREN:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return 0
}

// after is the operand that begins with token i.
func (p phrase) after(i int) string {
	for p.is(i, token.AND) || p.is(i, token.LPAREN) || p.is(i, token.MUL) {
		i++
	}
	if !p.is(i, token.IDENT) {
		return ""
	}
	from, end := i, i+1
	for {
		switch {
		case p.is(end, token.PERIOD) && p.is(end+1, token.IDENT):
			end += 2
		case p.is(end, token.LBRACK), p.is(end, token.LPAREN):
			if end = p.closing(end); end > len(p.tokens) {
				return ""
			}
		default:
			return p.text[p.tokens[from].from:p.tokens[end-1].to]
		}
	}
}

// closing is the index after the bracket that closes the one at i.
func (p phrase) closing(i int) int {
	depth := 0
	for ; i < len(p.tokens); i++ {
		switch p.tokens[i].tok {
		case token.LBRACK, token.LPAREN, token.LBRACE:
			depth++
		case token.RBRACK, token.RPAREN, token.RBRACE:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return i + 1
}
