/** Where the files of a release come from: a server, or a folder that an administrator has filled. Rules UP5 and UP9. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { UpdateRefusal } from '../../core/bridge/updates-contract.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'

export interface ReleaseSource {
  /** A small file as a whole. */
  readonly read: (name: string, maxBytes: number) => Promise<Result<Uint8Array, UpdateRefusal>>
  /** A large one, piece by piece; the pieces throw what the network or the disk throws. */
  readonly pieces: (name: string) => Promise<Result<AsyncIterable<Uint8Array>, UpdateRefusal>>
}

/** As much of `fetch` as is needed, so that Electron's can stand in. */
export type FetchRelease = (
  url: string,
  options: { readonly redirect: 'error'; readonly cache: 'no-store'; readonly signal: AbortSignal },
) => Promise<Pick<Response, 'status' | 'body'>>

const smallTimeoutMs = 30_000
/** For 200 MB on a slow line. */
const packageTimeoutMs = 60 * 60_000

const unreachable = fail({ kind: 'unreachable' } as const)

/** `address`: the folder of the releases on a server. */
export function serverSource(fetch: FetchRelease, address: string): Result<ReleaseSource, UpdateRefusal> {
  const base = URL.parse(address.endsWith('/') ? address : `${address}/`)
  if (base === null) return unreachable
  if (base.protocol !== 'https:') return fail({ kind: 'insecure' })

  const ask = async (
    name: string,
    timeout: number,
  ): Promise<Result<AsyncIterable<Uint8Array>, UpdateRefusal>> => {
    try {
      const url = new URL(encodeURIComponent(name), base).href
      // A redirect is an error: whoever runs the server names the place where the files are.
      const signal = AbortSignal.timeout(timeout)
      const answer = await fetch(url, { redirect: 'error', cache: 'no-store', signal })
      return answer.status === 200 && answer.body !== null ? ok(answer.body) : unreachable
    } catch {
      return unreachable
    }
  }
  return ok({
    read: async (name, maxBytes) => {
      const answer = await ask(name, smallTimeoutMs)
      if (!answer.ok) return answer
      try {
        return await upTo(maxBytes, answer.value)
      } catch {
        return unreachable
      }
    },
    pieces: (name) => ask(name, packageTimeoutMs),
  })
}

export function folderSource(folder: string): ReleaseSource {
  return {
    read: async (name, maxBytes) => {
      try {
        return await upTo(maxBytes, createReadStream(path.join(folder, name)))
      } catch {
        return unreachable
      }
    },
    pieces: async (name) => {
      try {
        return ok((await open(path.join(folder, name))).createReadStream())
      } catch {
        return unreachable
      }
    },
  }
}

/** Stops at the first byte too many. */
async function upTo(
  maxBytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Result<Uint8Array, UpdateRefusal>> {
  const all: Array<Uint8Array> = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > maxBytes) return fail({ kind: 'unreadable' })
    all.push(piece)
  }
  return ok(Buffer.concat(all))
}
