/** Looks for newer versions, tells the page how it stands, and installs what the person wants installed. Rules: SPEC.md. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fraction, type Random } from '../../core/base/random.ts'
import { createCell } from '../../core/base/readable.ts'
import { fail, type Result } from '../../core/base/result.ts'
import type {
  UpdateChannel,
  UpdateMode,
  UpdateRefusal,
  UpdateStanding,
  UpdateState,
} from '../../core/bridge/updates-contract.ts'
import type { Offer, OpenInstaller } from './installer.ts'
import { readRelease, type ReleaseDeps } from './release.ts'
import type { ReleaseSource } from './release-source.ts'
import type { UpdateRecord } from './update-record.ts'

/** What holds now: the organisation's word, else how the app was installed, else the person's. */
export interface UpdateRules {
  readonly mode: UpdateMode
  readonly address: string
  /** Undefined: the person chooses. */
  readonly channel: UpdateChannel | undefined
}

export interface UpdatesDeps extends Omit<ReleaseDeps, 'now' | 'seenAt'> {
  readonly rules: () => UpdateRules
  /** The name of a channel's description on this system. */
  readonly fileOf: (channel: UpdateChannel) => string
  readonly source: (address: string) => Result<ReleaseSource, UpdateRefusal>
  readonly openInstaller: OpenInstaller
  readonly record: UpdateRecord
  readonly tell: (standing: UpdateStanding) => void
  readonly clock: Clock
  readonly random: Random
}

export interface Updates {
  readonly standing: () => UpdateStanding
  readonly check: () => Promise<void>
  /** Of what is available. */
  readonly download: () => Promise<void>
  /** Of what is ready: ends the app. */
  readonly install: () => Promise<void>
  /** False if it could not be kept, or is not the person's to choose. */
  readonly setChannel: (channel: UpdateChannel) => Promise<boolean>
  /** From then on nothing is looked for by itself. */
  readonly close: () => void
}

interface Found {
  readonly channel: UpdateChannel
  readonly version: string
  readonly offer: Offer
}

const firstAfterMs = 60_000
const everyMs = 4 * 60 * 60_000
const saidEvery = 0.01

export function createUpdates(deps: UpdatesDeps): Updates {
  const { rules, record, clock, random } = deps
  const state = createCell<UpdateState>({ kind: 'idle' })
  let offered: Found | undefined
  const alone = oneAtATime()

  const channelNow = (): UpdateChannel => rules().channel ?? record.channel() ?? 'stable'
  /** What was found under another channel than the present one counts for nothing (UP8). */
  const stateNow = (): UpdateState => {
    const found = state.read()
    const isFound = found.kind === 'available' || found.kind === 'ready'
    return isFound && offered?.channel !== channelNow() ? { kind: 'idle' } : found
  }
  const standing = (): UpdateStanding => {
    const { mode, channel } = rules()
    return { mode, channel: channelNow(), channelIsLocked: channel !== undefined, state: stateNow() }
  }
  const become = (next: UpdateState): void => {
    state.write(next)
    deps.tell(standing())
  }
  const refuse = (why: UpdateRefusal): void => {
    offered = undefined
    become({ kind: 'refused', why })
  }

  const download = async (): Promise<void> => {
    if (offered === undefined) return
    const done = await fetchOffer(offered, become)
    if (!done.ok) refuse(done.failure)
  }

  const look = async (): Promise<void> => {
    become({ kind: 'checking' })
    const found = await find(deps, channelNow())
    if (!found.ok) return refuse(found.failure)
    offered = found.value
    if (offered === undefined) return become({ kind: 'none', at: clock.now() })
    become({ kind: 'available', version: offered.version })
    return rules().mode === 'automatic' ? download() : undefined
  }

  const isAsking = (): boolean => rules().mode !== 'disabled'
  const check = async (): Promise<void> =>
    isAsking() && stateNow().kind !== 'ready' ? alone(look) : undefined
  const stop = everySoOften({ clock, random }, () => void check())
  return {
    standing,
    check,
    download: async () => (isAsking() && stateNow().kind === 'available' ? alone(download) : undefined),
    install: async () => {
      if (!isAsking() || stateNow().kind !== 'ready') return
      await alone(async () => {
        const done = await offered?.offer.install()
        if (done?.ok === false) refuse(done.failure)
      })
    },
    setChannel: async (channel) => {
      if (rules().channel !== undefined) return false
      return record.choose(channel).finally(() => deps.tell(standing()))
    },
    close: stop,
  }
}

/** Who asks for another thing meanwhile waits for the first, and gets no second. */
function oneAtATime(): (run: () => Promise<void>) => Promise<void> {
  let busy: Promise<void> | undefined
  return async (run) => {
    busy ??= run().finally(() => {
      busy = undefined
    })
    return busy
  }
}

async function fetchOffer(
  { version, offer }: Found,
  become: (state: UpdateState) => void,
): Promise<Result<void, UpdateRefusal>> {
  let said = 0
  become({ kind: 'downloading', version, share: 0 })
  const done = await offer.download((share) => {
    if (share < said + saidEvery) return
    said = share
    become({ kind: 'downloading', version, share })
  })
  if (done.ok) become({ kind: 'ready', version })
  return done
}

/** Undefined: nothing that is newer, or not for this device yet. */
async function find(
  deps: UpdatesDeps,
  channel: UpdateChannel,
): Promise<Result<Found | undefined, UpdateRefusal>> {
  const source = deps.source(deps.rules().address)
  if (!source.ok) return source
  const file = deps.fileOf(channel)
  const { now } = deps.clock
  const read = await readRelease({ ...deps, now, seenAt: deps.record.seenAt }, source.value, file)
  if (!read.ok) return read
  const { release, isNewer } = read.value
  await deps.record.saw(file, release.at)
  if (!isNewer) return { ok: true, value: undefined }
  const opened = await deps
    .openInstaller(release, source.value)
    .catch(() => fail({ kind: 'not-installed' } as const))
  if (!opened.ok) return opened
  const offer = opened.value
  return { ok: true, value: offer.isForUs ? { channel, version: release.version, offer } : undefined }
}

/** The devices of a fleet, started together, do not all ask in the same minute. */
function everySoOften({ clock, random }: Pick<UpdatesDeps, 'clock' | 'random'>, run: () => void): () => void {
  let cancel = (): void => undefined
  const wait = (delay: number): void => {
    cancel = clock.after(millis(delay * (1 + fraction(random))), () => {
      run()
      wait(everyMs)
    })
  }
  wait(firstAfterMs)
  return () => cancel()
}
