package build

import (
	"go/ast"
	"strings"
)

// inMemory are the functions of package net by which a program reaches a
// network, and what they do instead. TCP within the program stays in memory;
// everything else is refused.
var inMemory = map[string]string{
	"ListenConfig.Listen":       "return simListen(network, address);",
	"ListenConfig.ListenPacket": "return nil, simRefused(\"listen\", network, nil);",
	"Dialer.DialContext":        "return simDial(ctx, network, address);",
	"ListenTCP":                 "return simListenTCP(network, laddr);",
	"TCPListener.Accept":        "if s := simOf(l); s != nil { return s.Accept() };",
	"TCPListener.AcceptTCP":     "if simOf(l) != nil { return nil, simRefused(\"accept\", \"tcp\", nil) };", // it has no such connection
	"TCPListener.Close":         "if s := simOf(l); s != nil { return s.Close() };",
	"TCPListener.SetDeadline":   "if s := simOf(l); s != nil { s.accepting.set(t); return nil };",
	"ListenUDP":                 "return nil, simRefused(\"listen\", network, nil);",
	"ListenUnix":                "return nil, simRefused(\"listen\", network, nil);",
	"ListenUnixgram":            "return nil, simRefused(\"listen\", network, nil);",
	"DialTCP":                   "if raddr != nil { return nil, simRefused(\"dial\", network, nil) };", // without one it fails anyway
	"DialUDP":                   "if raddr != nil { return nil, simRefused(\"dial\", network, nil) };", // without one it fails anyway
	"DialUnix":                  "return nil, simRefused(\"dial\", network, nil);",
}

// stayInMemory makes the functions of package net do that.
func (f *twinFile) stayInMemory() {
	for _, d := range f.syntax.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		name := fn.Name.Name
		if fn.Recv != nil {
			receiver := string(f.text[f.offset(fn.Recv.List[0].Type.Pos()):f.offset(fn.Recv.List[0].Type.End())])
			name = strings.TrimPrefix(receiver, "*") + "." + name
		}
		if text := inMemory[name]; text != "" {
			at := f.offset(fn.Body.Lbrace) + 1
			f.edits = append(f.edits, edit{at, at, " " + text})
		}
	}
}
