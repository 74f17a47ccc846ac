package belief

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"strings"
)

// A shape counts what a source consists of: each node of its syntax tree under
// the one above it, with the names that others have given (Lock, time.Sleep) and
// without those of the author.
type shape map[string]float64

func shapeOf(source []byte) shape {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	s := shape{}
	own := ownNames(file)
	for _, d := range file.Decls {
		room := ""
		if f, ok := d.(*ast.FuncDecl); ok {
			room = f.Name.Name
		}
		s.count(d, room, own)
	}
	return s
}

// ownNames are those that the file declares: fields, functions, variables.
func ownNames(file *ast.File) map[string]bool {
	own := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, name := range n.Names {
				own[name.Name] = true
			}
		case *ast.FuncDecl:
			own[n.Name.Name] = true
		case *ast.ValueSpec:
			for _, name := range n.Names {
				own[name.Name] = true
			}
		}
		return true
	})
	return own
}

// count adds the nodes below root, each as it is and as part of the function
// that it is in.
func (s shape) count(root ast.Node, room string, own map[string]bool) {
	above := []string{""}
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		word := wordFor(n, own)
		if word != "" {
			key := above[len(above)-1] + ">" + word
			s[key]++
			s[room+":"+key]++
		}
		above = append(above, word)
		return true
	})
}

func wordFor(n ast.Node, own map[string]bool) string {
	kind := strings.TrimPrefix(fmt.Sprintf("%T", n), "*ast.")
	switch n := n.(type) {
	case *ast.Comment, *ast.CommentGroup, *ast.Ident:
		return ""
	case *ast.SelectorExpr:
		if !own[n.Sel.Name] {
			return n.Sel.Name
		}
	case *ast.BasicLit:
		return kind + n.Kind.String()
	case *ast.BinaryExpr:
		return n.Op.String()
	case *ast.AssignStmt:
		return n.Tok.String()
	case *ast.UnaryExpr:
		return n.Op.String()
	case *ast.BranchStmt:
		return n.Tok.String()
	}
	return kind
}

// less is what s has more than other, or, negative, less.
func (s shape) less(other shape) shape {
	d := shape{}
	for key, n := range s {
		if n != other[key] {
			d[key] = n - other[key]
		}
	}
	for key, n := range other {
		if s[key] == 0 {
			d[key] = -n
		}
	}
	return d
}

// near is 1 for shapes that are the same, and 0 for those that have nothing in
// common: the cosine of the angle between them.
func near(a, b shape) float64 {
	dot := 0.0
	for key, n := range a {
		dot += n * b[key]
	}
	if size := a.size() * b.size(); size > 0 {
		return dot / size
	}
	return 0
}

func (s shape) size() float64 {
	sum := 0.0
	for _, n := range s {
		sum += n * n
	}
	return math.Sqrt(sum)
}
