/**
 * The accounts of one profile that stand in the window: a session and a bridge each. Nothing of one is reached over the
 * bridge of another. Rules SE* in `SPEC.md`, reasons in docs/decisions/0114-accounts-side-by-side.md.
 */
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Bridge, BridgeOutput, SessionState, Seat } from '../../core/bridge/contract.ts'
import { type AddSeatFailure, maxSeats, noSuchSeat } from '../../core/bridge/seats-contract.ts'
import { describeError } from '../disk/system-error.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { Servers } from '../policy/allowed-servers.ts'
import type { Profile, ProfileAccount } from '../profile/profile.ts'
import { relayOrigin } from '../sign-in/relay-origin.ts'
import type { Session, SessionDeps } from '../sign-in/session.ts'
import { type AccountsDeps, sweepErased } from '../vault/accounts.ts'
import type { VaultAccount } from '../vault/vault-file.ts'
import { vaultWords } from '../vault/vault-words.ts'

/** All answers of one account but those about seats. */
export type AccountBridge = Omit<Bridge, keyof SeatCalls>

export type BridgeAt = (seat: unknown) => Bridge

/** What a session is told of its seat. */
export interface SeatPlace
  extends
    Pick<SessionDeps, 'lastAccount' | 'remember' | 'relay' | 'changed'>,
    Pick<AccountsDeps, 'mayBe' | 'isElsewhere'> {
  readonly seat: number
}

export type SeatCalls = Pick<
  Bridge,
  | 'seats.read'
  | 'seats.add'
  | 'seats.close'
  | 'seats.erased'
  | 'seats.swept'
  | 'session.signOut'
  | 'session.erase'
>

export interface SeatsDeps {
  readonly profile: Profile
  readonly servers: Servers
  readonly createSession: (place: SeatPlace) => Session
  readonly createBridge: (session: Session, seat: number) => AccountBridge
  /** A line for whoever looks after this machine. */
  readonly report: (line: string) => void
  readonly changed: (seats: ReadonlyArray<Seat>) => void
  /** Told before `changed`. */
  readonly stateChanged: (state: SessionState, seat: number) => void
}

export interface Seats {
  /** Throws `Defect` for a seat that is not there (any more). Undefined and null stand for the first. */
  readonly bridgeAt: BridgeAt
  /** Of all seats, as far as they may be reached. */
  readonly relays: () => ReadonlyArray<string>
  /** All accounts, whatever each person has chosen. */
  readonly lock: () => void
  /** Those whose person wants that. */
  readonly systemLocked: () => void
  /** The organisation may have set something else. */
  readonly reconsider: () => void
  readonly close: () => Promise<void>
}

interface Taken {
  readonly seat: number
  readonly session: Session
  readonly bridge: Bridge
  /** The relay that the person named for it. */
  readonly named: string | undefined
}

interface SeatsCore {
  readonly deps: SeatsDeps
  all: ReadonlyArray<Taken>
  last: number
  isClosing: boolean
  /** One write of the profile after another: each writes down all. */
  writing: Promise<unknown>
  written: string
}

/** Resolves once the accounts of the last time are open or locked, each in its seat. */
export async function openSeats(deps: SeatsDeps): Promise<Seats> {
  const known = deps.profile.read().accounts
  const written = JSON.stringify(known)
  const core: SeatsCore = { deps, all: [], last: 0, isClosing: false, writing: Promise.resolve(), written }
  await sweep(core).catch(() => deps.report('What was erased earlier could not be swept away.'))
  const first: ReadonlyArray<ProfileAccount | undefined> = known.length === 0 ? [undefined] : known
  for (const account of first) take(core, account?.isNamed === true ? account.relay : undefined, account)
  await Promise.all(core.all.map(({ session }) => session.start()))
  return {
    bridgeAt: (seat) => at(core, seat).bridge,
    relays: () => core.all.map(({ session }) => session.relay()).filter(deps.servers.mayReach),
    lock: () => {
      for (const { session } of core.all) void session.lock()
    },
    systemLocked: () => {
      for (const { session } of core.all) void session.systemLocked()
    },
    reconsider: () => {
      for (const { session } of core.all) session.reconsider()
    },
    close: async () => {
      core.isClosing = true
      await Promise.all(core.all.map(({ session }) => session.close()))
      await core.writing
    },
  }
}

function at(core: SeatsCore, seat: unknown): Taken {
  const found = core.all.find((each) => each.seat === seat)
  if (found !== undefined) return found
  const [first] = core.all
  if (first === undefined || (seat !== undefined && seat !== null)) throw new Defect(noSuchSeat)
  return first
}

function take(core: SeatsCore, named: string | undefined, known?: ProfileAccount): Taken {
  const { deps } = core
  const seat = ++core.last
  const session = deps.createSession({
    seat,
    lastAccount: known?.username,
    remember: () => remember(core),
    relay: named ?? deps.servers.relay,
    mayBe: (account) => mayBe(core, named, account),
    isElsewhere: (account) => core.all.some((each) => each.seat !== seat && isSame(each, account)),
    changed: (state) => {
      deps.stateChanged(state, seat)
      deps.changed(list(core))
    },
  })
  const bridge = { ...deps.createBridge(session, seat), ...seatCalls(core, seat, session) }
  const taken = { seat, session, bridge, named }
  core.all = [...core.all, taken]
  return taken
}

function seatCalls(core: SeatsCore, seat: number, session: Session): SeatCalls {
  return {
    'seats.read': async () => list(core),
    'seats.add': async ({ server }) => add(core, server),
    'seats.close': ({ seat: which }) => leave(core, which),
    'seats.erased': async () => core.deps.profile.read().erased,
    'seats.swept': async ({ user }) => {
      await noteErased(core, (erased) => erased.filter((each) => each !== user)).catch(() => undefined)
      return undefined
    },
    'session.erase': () => erase(core, seat, session),
    /** Nobody wants to look at the empty seat, if there are others. */
    'session.signOut': async () => {
      await session.signOut()
      return leave(core, seat)
    },
  }
}

const list = ({ all }: SeatsCore): ReadonlyArray<Seat> =>
  all.map(({ seat, session }) => ({ seat, state: session.state(), server: session.relay() }))

function add(core: SeatsCore, server: string | undefined): Result<number, AddSeatFailure> {
  if (core.all.length >= maxSeats) return fail({ kind: 'too-many' })
  const relay = server === undefined ? undefined : relayOrigin(server)
  if (server !== undefined && relay === undefined) return fail({ kind: 'no-address' })
  const usual = usualRelay(core)
  if (!core.deps.servers.mayReach(relay ?? usual)) return fail({ kind: 'by-policy' })
  const { seat } = take(core, relay === usual ? undefined : relay)
  core.deps.changed(list(core))
  return ok(seat)
}

async function leave(core: SeatsCore, seat: number): Promise<BridgeOutput<'seats.close'>> {
  const found = core.all.find((each) => each.seat === seat)
  if (found === undefined || core.all.length === 1) return undefined
  await found.session.lock() // the page hears of it while it can still ask
  core.all = core.all.filter((each) => each !== found)
  await found.session.close()
  await remember(core).catch(() => undefined) // the next start offers one more than it need
  core.deps.changed(list(core))
  return undefined
}

/** Once its folder is out of sight there is no such account; all else is carried to its end, now or at the next start. */
async function erase(
  core: SeatsCore,
  seat: number,
  session: Session,
): Promise<BridgeOutput<'session.erase'>> {
  const erased = await session.erase()
  if (!erased.ok) return fail({ kind: 'vault', detail: vaultWords(erased.failure) })
  try {
    await sweep(core)
  } catch (error) {
    return fail({ kind: 'vault', detail: describeError(error) })
  }
  await leave(core, seat)
  core.deps.changed(list(core))
  return ok(undefined)
}

const sweep = (core: SeatsCore): Promise<void> =>
  sweepErased(core.deps.profile.folder, (user) =>
    noteErased(core, (erased) => [...erased.filter((each) => each !== user), user]),
  )

const noteErased = (
  core: SeatsCore,
  change: (erased: ReadonlyArray<UserId>) => ReadonlyArray<UserId>,
): Promise<void> => write(core, () => ({ erased: [...change(core.deps.profile.read().erased)] }))

/** One write of the profile after another. */
function write(core: SeatsCore, change: () => Parameters<Profile['write']>[0]): Promise<void> {
  const done = core.writing.then(() => core.deps.profile.write(change()))
  core.writing = done.catch(() => undefined) // whoever asked hears of it
  return done
}

const isSame = ({ session }: Taken, { user, relay }: VaultAccount): boolean => {
  const account = session.account()
  return account?.user === user && account.relay === relay
}

/** Who named a relay means that one. The others go where this start goes, and no account of a named relay is theirs. */
function mayBe(core: SeatsCore, named: string | undefined, { relay }: VaultAccount): boolean {
  if (named !== undefined) return relay === named
  return relay === usualRelay(core) || !core.all.some((each) => each.named === relay)
}

const usualRelay = ({ deps: { servers } }: SeatsCore): string => servers.relay ?? servers.defaultRelay

function remember(core: SeatsCore): Promise<void> {
  const accounts = core.all.flatMap(({ session, named }) => {
    const account = session.account()
    if (account === undefined) return []
    return [{ username: account.username, relay: account.relay, isNamed: named !== undefined }]
  })
  const text = JSON.stringify(accounts)
  if (core.isClosing || text === core.written) return Promise.resolve()
  core.written = text
  return write(core, () => ({ accounts }))
}
