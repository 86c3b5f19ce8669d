import type { KeyringChange } from './keyring-record.ts'

/** What a keyring's records amount to: values by key. */
export type KeyringContents = Map<string, Uint8Array>

/** Takes the values over, and wipes those that they replace or take away. */
export function applyChanges(contents: KeyringContents, changes: ReadonlyArray<KeyringChange>): void {
  for (const { key, value } of changes) {
    contents.get(key)?.fill(0)
    if (value === undefined) contents.delete(key)
    else contents.set(key, value)
  }
}

/** Contents as they would be; `contents` stays as it is. */
export function withChanges(
  contents: KeyringContents,
  changes: ReadonlyArray<KeyringChange>,
): KeyringContents {
  const next = new Map(contents)
  for (const { key, value } of changes) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return next
}

/** One record a key: damage to one then costs no other. */
export function* recordsOf(contents: KeyringContents): Generator<ReadonlyArray<KeyringChange>> {
  for (const [key, value] of contents) yield [{ key, value }]
}

const bytesAround = 72

/** Roughly what a file takes that holds nothing else. */
export function liveBytes(contents: KeyringContents): number {
  let bytes = 0
  for (const [key, value] of contents) bytes += key.length + value.length + bytesAround
  return bytes
}
