/** A release, as far as its signature vouches for it, and whether this app may take it. Rules UP1 to UP4. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import { type Millis, millis } from '../../core/base/clock.ts'
import type { UpdateChannel, UpdateRefusal } from '../../core/bridge/updates-contract.ts'
import { sealingReady } from '../sealing/sealing.ts'
import { maxSignatureBytes, type PublicKey, verifyMinisign } from './minisign.ts'
import type { ReleaseSource } from './release-source.ts'
import { compareVersions } from './versions.ts'

export interface Release {
  readonly version: string
  /** When it was signed. */
  readonly at: Millis
  /** The file, as it was signed. */
  readonly description: Uint8Array
}

export interface ReleaseDeps {
  /** The publisher's. */
  readonly keys: ReadonlyArray<PublicKey>
  /** The app that runs. */
  readonly version: string
  readonly now: () => Millis
  /** The moment of the last description that was seen under this name. */
  readonly seenAt: (file: string) => number
}

const maxDescriptionBytes = 65_536
const maxAgeMs = 90 * 24 * 60 * 60_000
const maxAheadMs = 24 * 60 * 60_000
/** Written by scripts/package/sign-updates.mjs. */
const comment = /^tidings-desktop file:(\S+) version:(\S+) time:(\d{1,12})$/u

/** What electron-builder calls the description of a channel's newest release. */
export function descriptionFile(
  channel: UpdateChannel,
  { platform, arch }: { readonly platform: string; readonly arch: string },
): string {
  const name = channel === 'stable' ? 'latest' : channel
  if (platform === 'darwin') return `${name}-mac.yml`
  if (platform !== 'linux') return `${name}.yml`
  return arch === 'x64' ? `${name}-linux.yml` : `${name}-linux-${arch}.yml`
}

/** Undefined: there is none that is newer. */
export async function readRelease(
  deps: ReleaseDeps,
  source: ReleaseSource,
  file: string,
): Promise<Result<{ readonly release: Release; readonly isNewer: boolean }, UpdateRefusal>> {
  if (deps.keys.length === 0) return fail({ kind: 'no-keys' })
  const description = await source.read(file, maxDescriptionBytes)
  if (!description.ok) return description
  const signature = await source.read(`${file}.minisig`, maxSignatureBytes)
  if (!signature.ok) return fail({ kind: 'unsigned' })
  await sealingReady
  const verified = verifyMinisign(deps.keys, signature.value, description.value)
  if (!verified.ok)
    return fail(
      verified.failure.kind === 'changed' ? { kind: 'changed', what: 'description' } : verified.failure,
    )
  return judge(deps, verified.value, file, description.value)
}

function judge(
  { version: ours, now, seenAt }: ReleaseDeps,
  trusted: string,
  file: string,
  description: Uint8Array,
): Result<{ readonly release: Release; readonly isNewer: boolean }, UpdateRefusal> {
  const [, signedFile, version = '', seconds] = comment.exec(trusted) ?? []
  if (signedFile !== file) return fail({ kind: 'other-product' })
  const at = millis(Number(seconds) * 1_000)
  if (at > now() + maxAheadMs) return fail({ kind: 'clock' })
  if (at < seenAt(file) || at < now() - maxAgeMs) return fail({ kind: 'stale' })
  const order = compareVersions(version, ours)
  if (order === undefined) return fail({ kind: 'unreadable' })
  if (order < 0) return fail({ kind: 'older', version })
  return ok({ release: { version, at, description }, isNewer: order > 0 })
}
