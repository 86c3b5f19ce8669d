/**
 * One engine for all windows of an account: whoever holds the lock runs it, the others are its guests. When it ends,
 * however it ends, the lock goes to one of them, which runs an engine of its own from store and journal. Rules WN1 to WN10.
 */
import { millis, type Clock } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { ok, type Result } from '../../base/result.ts'
import type { UserId } from '../../protocol/ids.ts'
import type { Engine } from '../engine.ts'
import { createGuest, type Guest } from './guest.ts'
import { createHost, type Host, type Seat } from './host.ts'
import { readWindowMessage, type WindowMessage } from './messages.ts'

export interface HeldLock {
  /** Resolves if another window took it away. */
  readonly taken: Promise<void>
  readonly release: () => void
}

export interface WindowLock {
  /** Resolves when this window has the lock; never if `cancel` was called before. */
  readonly acquire: () => { readonly held: Promise<HeldLock>; readonly cancel: () => void }
  /** Takes it from whoever holds it. */
  readonly steal: () => Promise<HeldLock>
  /** Shows to the others that this window is there until it ends. Resolves once it does. */
  readonly beThere: (window: string) => Promise<void>
  /** Resolves when that window has ended. */
  readonly gone: (window: string) => Promise<void>
}

/** What all windows of the account hear but the speaker; data is passed on as a structured clone. */
export interface WindowChannel {
  readonly say: (message: WindowMessage) => void
  readonly listen: (hear: (data: unknown) => void) => void
  readonly close: () => void
}

export interface WindowsDeps<Failure> {
  readonly self: UserId
  /** The name of this window, which no other has. */
  readonly window: string
  readonly clock: Clock
  readonly random: Random
  readonly lock: WindowLock
  readonly channel: WindowChannel
  /** An engine of this window's own. */
  readonly openOwn: () => Promise<Result<Engine, Failure>>
  /** The engine that worked so far is gone, and this window could not open one. */
  readonly failed: (failure: Failure) => void
}

/** A window that holds the lock and has not answered for so long is taken for hung. */
const patienceMs = 4_000

interface WindowsCore<Failure> {
  readonly deps: WindowsDeps<Failure>
  readonly guest: Guest
  /** The window whose engine is shown here. */
  host: string | undefined
  /** Set while this window is the host. */
  own:
    | {
        readonly engine: Engine
        readonly host: Host
        readonly lock: HeldLock
        readonly seats: Map<string, Seat>
      }
    | undefined
  cancelWaiting: () => void
  cancelPatience: () => void
  isClosed: boolean
  /** Ends the wait for the first host. */
  settle: (outcome: Result<undefined, Failure>) => void
}

/** Resolves once there is an engine to show, here or in another window. */
export async function openSharedEngine<Failure>(
  deps: WindowsDeps<Failure>,
): Promise<Result<Engine, Failure>> {
  let settle: (outcome: Result<undefined, Failure>) => void = () => undefined
  const settled = new Promise<Result<undefined, Failure>>((resolve) => (settle = resolve))
  const core: WindowsCore<Failure> = {
    deps,
    guest: createGuest(deps.self, deps.random),
    host: undefined,
    own: undefined,
    cancelWaiting: () => undefined,
    cancelPatience: () => undefined,
    isClosed: false,
    settle,
  }
  // Who is heard of before that is taken for gone: what is said and what is locked reach the others in no common order.
  await deps.lock.beThere(deps.window)
  deps.channel.listen((data) => hear(core, data))
  seek(core)
  const outcome = await settled
  if (outcome.ok) return ok({ ...core.guest.engine, close: () => close(core) })
  await close(core)
  return outcome
}

/** Waits for the lock and for a host, whichever comes first. */
function seek<Failure>(core: WindowsCore<Failure>): void {
  const { lock, clock, channel, window } = core.deps
  const waiting = lock.acquire()
  core.cancelWaiting = waiting.cancel
  void waiting.held.then((held) => lead(core, held))
  channel.say({ kind: 'who-hosts', from: window })
  core.cancelPatience = clock.after(millis(patienceMs), () => {
    if (core.host !== undefined || core.own !== undefined || core.isClosed) return
    waiting.cancel()
    void lock.steal().then((held) => lead(core, held))
  })
}

async function lead<Failure>(core: WindowsCore<Failure>, lock: HeldLock): Promise<void> {
  core.cancelPatience()
  if (core.isClosed) return lock.release()
  const opened = await core.deps.openOwn()
  if (!opened.ok || core.isClosed) {
    if (opened.ok) await opened.value.close()
    lock.release()
    if (opened.ok) return
    core.settle(opened)
    if (core.host !== undefined) core.deps.failed(opened.failure)
    return
  }
  const engine = opened.value
  const host = createHost(engine, core.deps.clock, core.guest.engine.notices.read())
  core.own = { engine, host, lock, seats: new Map() }
  core.host = core.deps.window
  const seat = host.join(core.guest.take)
  core.guest.attach({ tell: seat.take, people: engine })
  core.settle(ok(undefined))
  core.deps.channel.say({ kind: 'hosting', from: core.deps.window })
  void lock.taken.then(() => stepDown(core))
}

/** Another window took this one for hung and runs the engine now. */
async function stepDown<Failure>(core: WindowsCore<Failure>): Promise<void> {
  if (core.isClosed) return
  await endOwn(core)
  core.host = undefined
  seek(core)
}

async function endOwn<Failure>(core: WindowsCore<Failure>): Promise<void> {
  const { own } = core
  core.own = undefined
  own?.host.close()
  await own?.engine.close()
  own?.lock.release()
}

function hear<Failure>(core: WindowsCore<Failure>, data: unknown): void {
  const message = readWindowMessage(data)
  const { window, lock, channel } = core.deps
  if (message === undefined || core.isClosed || (message.to !== undefined && message.to !== window)) return
  const { from } = message
  switch (message.kind) {
    case 'who-hosts':
      if (core.own !== undefined) channel.say({ kind: 'hosting', from: window, to: from })
      return
    case 'hosting':
      if (core.own === undefined && core.host !== from) follow(core, from)
      return
    case 'join': {
      if (core.own === undefined) return
      const { seats, host } = core.own
      seats.get(from)?.leave()
      const seat = host.join((body) => channel.say({ kind: 'to-guest', from: window, to: from, body }))
      seats.set(from, seat)
      return void lock.gone(from).then(() => seats.get(from) === seat && leave(seats, from))
    }
    case 'leave':
      return core.own && leave(core.own.seats, from)
    case 'to-host':
      return core.own?.seats.get(from)?.take(message.body)
    case 'to-guest':
      if (core.own !== undefined || core.host !== from) return
      core.guest.take(message.body)
      if (message.body.kind === 'directory') core.settle(ok(undefined))
  }
}

function leave(seats: Map<string, Seat>, window: string): void {
  seats.get(window)?.leave()
  seats.delete(window)
}

function follow<Failure>(core: WindowsCore<Failure>, host: string): void {
  const { channel, window } = core.deps
  core.cancelPatience()
  core.host = host
  channel.say({ kind: 'join', from: window, to: host })
  core.guest.attach({
    tell: (body) => channel.say({ kind: 'to-host', from: window, to: host, body }),
    people: undefined,
  })
}

async function close<Failure>(core: WindowsCore<Failure>): Promise<void> {
  if (core.isClosed) return
  core.isClosed = true
  core.cancelWaiting()
  core.cancelPatience()
  const { channel, window } = core.deps
  if (core.own === undefined && core.host !== undefined)
    channel.say({ kind: 'leave', from: window, to: core.host })
  await endOwn(core)
  channel.close()
}
