package sim

import (
	"io"
	"reflect"
)

// These are the interfaces of package crypto/cipher, which a program that does not use
// them need not link.

// A Stream is a cipher.Stream.
type Stream interface{ XORKeyStream(dst, src []byte) }

// A BlockMode is a cipher.BlockMode.
type BlockMode interface {
	BlockSize() int
	CryptBlocks(dst, src []byte)
}

// A BlockCipher is a cipher.Block.
type BlockCipher interface {
	BlockSize() int
	Encrypt(dst, src []byte)
	Decrypt(dst, src []byte)
}

type usedStream struct {
	Stream
	native
}

// XORKeyStream changes the stream.
func (u usedStream) XORKeyStream(dst, src []byte) {
	u.reads(src)
	u.writes(dst, len(src))
	u.changed()
	u.Stream.XORKeyStream(dst, src)
}

type usedMode struct {
	BlockMode
	native
}

// CryptBlocks changes the mode, which keeps the last block.
func (u usedMode) CryptBlocks(dst, src []byte) {
	u.reads(src)
	u.writes(dst, len(src))
	u.changed()
	u.BlockMode.CryptBlocks(dst, src)
}

type usedBlock struct {
	BlockCipher
	native
}

// Encrypt leaves the cipher as it is.
func (u usedBlock) Encrypt(dst, src []byte) {
	u.reads(src[:min(len(src), u.BlockSize())])
	u.writes(dst, u.BlockSize())
	u.BlockCipher.Encrypt(dst, src)
}

// Decrypt leaves the cipher as it is.
func (u usedBlock) Decrypt(dst, src []byte) {
	u.reads(src[:min(len(src), u.BlockSize())])
	u.writes(dst, u.BlockSize())
	u.BlockCipher.Decrypt(dst, src)
}

// CipherStream returns s for a call of its method.
func CipherStream(s Stream, site int) Stream {
	if n, ok := nativeIn(s, site); ok {
		return usedStream{s, n}
	}
	return s
}

// CipherMode returns m for a call of one of its methods.
func CipherMode(m BlockMode, site int) BlockMode {
	if n, ok := nativeIn(m, site); ok {
		return usedMode{m, n}
	}
	return m
}

// CipherBlock returns b for a call of one of its methods.
func CipherBlock(b BlockCipher, site int) BlockCipher {
	if n, ok := nativeIn(b, site); ok {
		return usedBlock{b, n}
	}
	return b
}

// A streamReader is a cipher.StreamReader.
type streamReader struct {
	S Stream
	R io.Reader
}

// Read decrypts what it reads.
func (r streamReader) Read(dst []byte) (int, error) {
	n, err := r.R.Read(dst)
	r.S.XORKeyStream(dst[:n], dst[:n])
	return n, err
}

// A streamWriter is a cipher.StreamWriter.
type streamWriter struct {
	S Stream
	W io.Writer
}

// Write encrypts what it writes.
func (w streamWriter) Write(src []byte) (int, error) {
	encrypted := make([]byte, len(src))
	w.S.XORKeyStream(encrypted, src)
	n, err := w.W.Write(encrypted)
	if n != len(src) && err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

// streamOf returns the stream of v, if it is a cipher.StreamReader or a
// cipher.StreamWriter, and the reader or writer that it stands before.
func streamOf(v any, name string, site int) (s Stream, of any) {
	t := reflect.ValueOf(v)
	if t.Kind() == reflect.Pointer && !t.IsNil() {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.Type().PkgPath() != "crypto/cipher" || t.Type().Name() != name {
		return nil, nil
	}
	if t.CanAddr() {
		pointed(t.Addr(), false, site)
	}
	s, _ = t.FieldByName("S").Interface().(Stream)
	return CipherStream(s, site), t.Field(1).Interface()
}
