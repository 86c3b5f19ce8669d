/**
 * Pictures of people and workspaces that were seen on this device: each a file named by its hash, sealed under a key of the
 * account. A cache: whatever goes wrong with it costs a question to the relay.
 */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Random } from '../../core/base/random.ts'
import { maxPictureBytes } from '../../core/protocol/pictures-api.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { seal, sealingReady, unseal } from '../sealing/sealing.ts'

export interface KeptPictures {
  /** `hash`: SHA-256 in lowercase hex. Undefined if it is not here, or does not open. */
  readonly read: (hash: string) => Promise<Uint8Array | undefined>
  /** Never rejects: a picture that could not be kept is asked for again. */
  readonly keep: (hash: string, bytes: Uint8Array) => Promise<void>
}

export interface KeptPicturesDeps {
  readonly folder: string
  /** 32 bytes; not wiped here. */
  readonly key: Uint8Array
  readonly random: Random
  /** So many at most: those that came first go first. */
  readonly limit: number
}

const placeOf = (hash: string): Uint8Array => new TextEncoder().encode(`tidings/v1/picture/${hash}`)

export function createKeptPictures({ folder, key, random, limit }: KeptPicturesDeps): KeptPictures {
  const nameOf = (hash: string): string => path.join(folder, hash)
  let count: number | undefined
  const makeRoom = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    count ??= (await readdir(folder)).length
    if (++count <= limit) return
    const names = await readdir(folder)
    const aged = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
    )
    // A tenth more than must be, so that not every picture looks through all.
    const gone = aged.toSorted((one, other) => one.at - other.at).slice(0, names.length - limit * 0.9)
    await Promise.all(gone.map(({ name }) => rm(path.join(folder, name), { force: true })))
    count = names.length - gone.length + 1
  }
  return {
    read: async (hash) => {
      try {
        await sealingReady
        const { size } = await stat(nameOf(hash))
        if (size > 2 * maxPictureBytes) return undefined
        return unseal(key, await readFile(nameOf(hash)), placeOf(hash))
      } catch {
        return undefined
      }
    },
    keep: async (hash, bytes) => {
      try {
        await sealingReady
        await makeRoom()
        await replaceFile(nameOf(hash), seal(key, bytes, placeOf(hash), random))
      } catch {
        // a cache
      }
    },
  }
}
