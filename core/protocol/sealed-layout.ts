/**
 * Where the parts of a sealed entry lie, as far as its id needs it. The formats themselves are in core/sealed.
 *
 *   sealed entry = header (by its type) • signature 64 • body
 */

export const openSuite = 0
/** X25519, XChaCha20-Poly1305, Ed25519, SHA-256. */
export const sealedSuite = 1

export const sealedTypes = { content: 1, epoch: 2, leave: 3 } as const

export const signatureBytes = 64
export const contentHeaderBytes = 198
export const epochHeaderBytes = 172
export const leaveHeaderBytes = 140

const headerBytesOf: Readonly<Record<number, number>> = {
  [sealedTypes.content]: contentHeaderBytes,
  [sealedTypes.epoch]: epochHeaderBytes,
  [sealedTypes.leave]: leaveHeaderBytes,
}

/** What the id of an entry is made of: its header and signature if it is sealed, else all its bytes. */
export function namedPart(entry: Uint8Array): Uint8Array {
  const header = entry[0] === sealedSuite ? headerBytesOf[entry[1] ?? 0] : undefined
  return header === undefined ? entry : entry.subarray(0, header + signatureBytes)
}
