/**
 * How long a padded text is: 256 bytes, as most messages are, and from there on by Padmé (Nikitin et al., PETS 2019): an overhead
 * of at most 12 %, and no more than O(log log n) bits of the length shown. Why so: docs/decisions/0064-padding.md.
 */

const shortest = 256

/** Padmé alone: the least number not under `length` (up to 2^31) that has nothing but zeros after its first few bits. @internal */
export function padme(length: number): number {
  if (length < 2) return length
  const exponent = 31 - Math.clz32(length)
  const kept = 32 - Math.clz32(exponent)
  const unit = 2 ** Math.max(0, exponent - kept)
  return Math.ceil(length / unit) * unit
}

export const paddedLength = (length: number): number => padme(Math.max(shortest, length))

/** Whether this is what some text is padded to. */
export const isPaddedLength = (length: number): boolean => paddedLength(length) === length
