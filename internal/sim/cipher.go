package sim

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
