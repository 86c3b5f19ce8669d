/** A package on its way to the disk, and again before it is installed: rule UP6. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { UpdateRefusal } from '../../core/bridge/updates-contract.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ReleaseSource } from './release-source.ts'

/** As the description has it. */
export interface DescribedPackage {
  readonly url: string
  /** Bytes. */
  readonly size: number
  /** Base64. */
  readonly sha512: string
}

const changed = fail({ kind: 'changed', what: 'package' } as const)

/** Stops at the first byte too many. What was written by then is for the caller to take away. */
export async function fetchPackage(
  source: ReleaseSource,
  { url, size, sha512 }: DescribedPackage,
  destination: string,
  moved: (share: number) => void,
): Promise<Result<void, UpdateRefusal>> {
  // Before the source is asked: what it hands out holds a connection or a file until it is read.
  const file = await open(destination, 'w', 0o600).catch(() => undefined)
  if (file === undefined) return fail({ kind: 'disk' })
  const hash = createHash('sha512')
  let length = 0
  let isWriting = false
  try {
    const pieces = await source.pieces(url)
    if (!pieces.ok) return pieces
    for await (const piece of pieces.value) {
      length += piece.length
      if (length > size) return changed
      hash.update(piece)
      isWriting = true
      await file.writeFile(piece)
      isWriting = false
      moved(length / size)
    }
    isWriting = true
    await file.sync()
    return length === size && hash.digest('base64') === sha512 ? ok(undefined) : changed
  } catch {
    return fail({ kind: isWriting ? 'disk' : 'unreachable' })
  } finally {
    await file.close().catch(() => undefined)
  }
}

/** Whether what lies there still is what was described. */
export async function isStill(file: string, { size, sha512 }: DescribedPackage): Promise<boolean> {
  const hash = createHash('sha512')
  let length = 0
  try {
    for await (const piece of createReadStream(file)) {
      if (!(piece instanceof Uint8Array)) return false
      hash.update(piece)
      length += piece.length
    }
  } catch {
    return false
  }
  return length === size && hash.digest('base64') === sha512
}
