/** Everything that leaves a program during a run, by where it went, and what must be found in none of it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { concatBytes } from '../../core/base/bytes.ts'

/** Where something went, and the bytes of all that did. */
export interface Watch {
  readonly note: (place: string, what: unknown) => void
  /** All files under a folder, as they are now. */
  readonly noteFolder: (place: string, folder: string) => void
  /** Places, with how much went there. */
  readonly places: () => ReadonlyMap<string, number>
  /** Places where any of these was found, as `place: name`. */
  readonly find: (
    needles: ReadonlyMap<string, Uint8Array | string>,
    from?: (place: string) => boolean,
  ) => ReadonlyArray<string>
}

export function createWatch(): Watch {
  const seen = new Map<string, Array<Uint8Array>>()
  const add = (place: string, bytes: Uint8Array): void => {
    const all = seen.get(place) ?? []
    seen.set(place, all)
    all.push(Uint8Array.from(bytes), Uint8Array.of(0))
  }
  const note = (place: string, what: unknown): void => {
    if (what instanceof Uint8Array) return add(place, what)
    if (typeof what === 'string') return noteText(place, what)
    if (what instanceof Map)
      for (const [key, value] of what) [key, value].forEach((each) => note(place, each))
    else if (typeof what === 'object' && what !== null)
      for (const [key, value] of Object.entries(what)) [key, value].forEach((each) => note(place, each))
  }
  /** What is written as text may be bytes in disguise. */
  const noteText = (place: string, text: string): void => {
    add(place, Buffer.from(text))
    for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{22,}/g)) add(place, Buffer.from(run, 'base64url'))
    for (const [run] of text.matchAll(/[0-9a-f]{32,}/gi)) add(place, Buffer.from(run, 'hex'))
  }
  return {
    note,
    noteFolder: (place, folder) => {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) add(place, readFileSync(path.join(entry.parentPath, entry.name)))
      }
    },
    places: () => new Map(Array.from(seen, ([place, all]) => [place, concatBytes(...all).length])),
    find: (needles, from = () => true) =>
      [...seen].flatMap(([place, all]) => {
        if (!from(place)) return []
        const bytes = Buffer.from(concatBytes(...all))
        return [...needles].flatMap(([name, needle]) =>
          bytes.includes(typeof needle === 'string' ? needle : Buffer.from(needle))
            ? [`${place}: ${name}`]
            : [],
        )
      }),
  }
}
