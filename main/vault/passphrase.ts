/**
 * A passphrase made into a key: Argon2id (RFC 9106), one lane, 32 bytes out. Native and on a thread of its own: the
 * WebAssembly build gives the same bytes, but holds the thread for most of a second and 256 MiB for good.
 */
import { hashRaw } from '@node-rs/argon2'
import { Defect } from '../../core/base/defect.ts'
import { keyBytes } from '../sealing/sealing.ts'

export interface PassphraseCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** What new vaults get: about 0.7 s on a machine of 2020. */
export const productCost: PassphraseCost = { memoryKiB: 262_144, passes: 3 }
/** Less is refused, from a caller and from a file. @internal */
export const leastCost: PassphraseCost = { memoryKiB: 65_536, passes: 1 }
/** More is refused from a file: a changed one could otherwise take the machine's memory. */
const mostCost: PassphraseCost = { memoryKiB: 1_048_576, passes: 16 }

export const saltBytes = 16

/** The same key for the same passphrase however its accents were typed (NFKC). */
export async function stretchPassphrase(
  passphrase: string,
  salt: Uint8Array,
  cost: PassphraseCost,
): Promise<Uint8Array> {
  if (!isAllowed(cost)) throw new Defect('a cost below the floor or beyond reason')
  return hashRaw(passphrase.normalize('NFKC'), {
    // Argon2id is the default: the package's const enum cannot be named where each file is compiled alone.
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: 1,
    outputLen: keyBytes,
    salt,
  })
}

export const isAllowed = (cost: PassphraseCost): boolean =>
  cost.memoryKiB >= leastCost.memoryKiB &&
  cost.passes >= leastCost.passes &&
  cost.memoryKiB <= mostCost.memoryKiB &&
  cost.passes <= mostCost.passes
