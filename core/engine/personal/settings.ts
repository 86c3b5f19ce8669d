/**
 * What a person has set for themselves in one workspace, on all their devices. It lies in their notes to self, where nobody else
 * can read it, and counts at once: what cannot be written there yet (the notes are not begun, not here, this device is not linked)
 * waits in the local store. Rules PS1 to PS4 in core/sync/SPEC.md.
 */
import { type Clock, type Millis, millis } from '../../base/clock.ts'
import { Defect } from '../../base/defect.ts'
import { createCell, type Cell, type Readable } from '../../base/readable.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { maxSettingKeyLength, maxSettingLength } from '../../conversation/limits.ts'
import type { OpDraft } from '../../conversation/draft.ts'
import type { WorkspaceId } from '../../protocol/ids.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { Stored } from '../../storage/stored.ts'
import type { Settings as Written } from '../../sync/replica-settings.ts'
import type { ChangeFailure } from '../../sync/replica-write.ts'
import { decodeWaiting, encodeWaiting, type WaitingSetting, waitingKey } from './waiting-settings.ts'

/** `length` in code units. Of `too-many` what is there already may be changed or taken away. */
export type SetFailure =
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'too-many'; readonly limit: number }

export interface Settings {
  /** By key. The same object until something changes. */
  readonly all: Readable<ReadonlyMap<string, string>>
  /**
   * Undefined: set no more. Shows at once; resolves when it is durable on this device. A key has 1 to 64 of `0-9 a-z . / -`, a value
   * up to 16,384 code units; an empty one is none.
   */
  readonly set: (key: string, value: string | undefined) => Promise<Result<void, SetFailure>>
}

/** What the engine has besides. */
export interface KeptSettings extends Settings {
  /** When what is set under `key` was set, or taken away; undefined if nothing is known of it. */
  readonly timeOf: (key: string) => Millis | undefined
  /** The notes may say something else, or may be there now. */
  readonly look: () => void
  /** The store has lost what waits. */
  readonly rewrite: () => Promise<void>
  /** Writes what is gathered still. */
  readonly close: () => Promise<void>
}

/** The notes to self of the workspace. */
export interface Notes {
  /** Undefined as long as they are not on this device. */
  readonly written: () => Written | undefined
  /** Begins or fetches them if need be; false if they cannot be had now. */
  readonly bring: () => Promise<boolean>
  readonly write: (draft: OpDraft) => Promise<Result<unknown, ChangeFailure>>
}

export interface SettingsDeps {
  readonly workspace: WorkspaceId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly notes: Notes
}

/** Values that are set at a time: as many as are read in some hundredths of a second. @internal */
export const maxSettings = 4_000
/** Changes of one key within this time are written as one. */
const gatherMs = 1_000
/** How long what could not be written is left alone, unless something happens. */
const againMs = 30_000

interface Core {
  readonly deps: SettingsDeps
  readonly waiting: Map<string, WaitingSetting>
  /** Those of `waiting` that could not be written at once. */
  readonly delayed: Set<WaitingSetting>
  readonly wroteAt: Map<string, Millis>
  readonly all: Cell<ReadonlyMap<string, string>>
  /** What `all` was made of. */
  from: Written | undefined
  isStored: boolean
  isClosed: boolean
  /** There are no notes to write to. */
  isBlocked: boolean
  writing: Promise<void> | undefined
  cancel: (() => void) | undefined
}

export function createSettings(deps: SettingsDeps): KeptSettings {
  const core: Core = {
    deps,
    waiting: new Map(),
    delayed: new Set(),
    wroteAt: new Map(),
    all: createCell<ReadonlyMap<string, string>>(new Map()),
    from: undefined,
    isStored: false,
    isClosed: false,
    isBlocked: false,
    writing: undefined,
    cancel: undefined,
  }
  const begun = readWaiting(core)
  return {
    all: core.all,
    set: async (key, value) => {
      const checked = check(core, key, value)
      if (!checked.ok) return checked
      put(core, key, checked.value)
      await begun
      await (isDue(core, key) ? write(core) : later(core))
      return ok(undefined)
    },
    timeOf: (key) => core.waiting.get(key)?.time ?? deps.notes.written()?.get(key)?.at.time,
    look: () => {
      if (core.from !== deps.notes.written()) show(core)
      if (core.isBlocked && deps.notes.written() !== undefined) void begun.then(() => write(core))
    },
    rewrite: async () => {
      if (core.isStored) await keep(core)
    },
    close: async () => {
      await begun
      core.wroteAt.clear()
      await write(core)
      core.isClosed = true
      core.cancel?.()
    },
  }
}

const keyPattern = /^[0-9a-z./-]+$/

function check({ all }: Core, key: string, raw: string | undefined): Result<string | undefined, SetFailure> {
  if (!keyPattern.test(key) || key.length > maxSettingKeyLength) throw new Defect(`not a key: ${key}`)
  const value = raw?.replace(/^\uFEFF+/, '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (value === undefined || value.trim() === '') return ok(undefined)
  if (value.length > maxSettingLength)
    return fail({ kind: 'too-long', length: value.length, limit: maxSettingLength })
  const isNew = !all.read().has(key)
  return isNew && all.read().size >= maxSettings ? fail({ kind: 'too-many', limit: maxSettings }) : ok(value)
}

function put(core: Core, key: string, value: string | undefined): void {
  if (core.all.read().get(key) === value) return
  const over = core.deps.notes.written()?.get(key)?.at.time
  core.waiting.set(key, { value, time: core.deps.clock.now(), over })
  show(core)
}

function show(core: Core): void {
  core.from = core.deps.notes.written()
  const all = new Map<string, string>()
  for (const [key, { value }] of core.from ?? []) if (value !== undefined) all.set(key, value)
  for (const [key, { value }] of core.waiting) {
    if (value === undefined) all.delete(key)
    else all.set(key, value)
  }
  if (!sameEntries(all, core.all.read())) core.all.write(all)
}

const sameEntries = (left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean =>
  left.size === right.size && [...left].every(([key, value]) => right.get(key) === value)

/** What waited since the last run. What was set meanwhile goes before it. */
async function readWaiting(core: Core): Promise<void> {
  const { store, stored, workspace } = core.deps
  const value = await store.value(waitingKey(workspace))
  const read = value.ok && value.value !== undefined ? decodeWaiting(value.value) : undefined
  if (!value.ok) stored(value)
  if (value.ok && value.value !== undefined) {
    core.isStored = true
    if (read === undefined) stored(fail({ kind: 'damaged', where: waitingKey(workspace) }))
  }
  for (const [key, setting] of read ?? []) {
    if (core.waiting.has(key)) continue
    core.waiting.set(key, setting)
    core.delayed.add(setting)
  }
  if (read === undefined) return
  show(core)
  void write(core)
}

const dueAt = ({ wroteAt }: Core, key: string): number => (wroteAt.get(key) ?? -gatherMs) + gatherMs

const isDue = (core: Core, key: string): boolean => {
  const now = core.deps.clock.now()
  return now >= dueAt(core, key) || now < (core.wroteAt.get(key) ?? 0) // a clock that was set back gathers nothing
}

/** What is gathered is kept meanwhile, so that no crash takes it. */
async function later(core: Core): Promise<void> {
  await keep(core)
  const { clock } = core.deps
  const next = Math.min(...Array.from(core.waiting.keys(), (key) => dueAt(core, key)))
  if (core.waiting.size > 0) again(core, Math.max(0, next - clock.now()))
}

function again(core: Core, delay: number): void {
  if (core.isClosed || core.cancel !== undefined) return
  core.cancel = core.deps.clock.after(millis(delay), () => {
    core.cancel = undefined
    void write(core)
  })
}

/** One at a time: what comes meanwhile is written by the next. */
async function write(core: Core): Promise<void> {
  while (core.writing !== undefined) await core.writing
  core.writing = writeDue(core)
  await core.writing
  core.writing = undefined
}

async function writeDue(core: Core): Promise<void> {
  const due = [...core.waiting].filter(([key]) => isDue(core, key))
  if (due.length === 0) return core.waiting.size > 0 ? later(core) : undefined
  const { notes, clock } = core.deps
  core.isBlocked = !(await haveNotes(notes))
  if (core.isBlocked) {
    for (const [, setting] of due) core.delayed.add(setting)
    await keep(core)
    return again(core, againMs)
  }
  core.cancel?.()
  core.cancel = undefined
  const outcomes = await Promise.all(
    due.map(async ([key, setting]) => {
      if (isOutdated(core, key, setting)) return { key, setting, isDone: true }
      const { value } = setting
      const written = await notes.write({ kind: 'setting', key, ...(value !== undefined && { value }) })
      if (written.ok) core.wroteAt.set(key, clock.now())
      return { key, setting, isDone: written.ok }
    }),
  )
  for (const { key, setting, isDone } of outcomes) {
    if (!isDone) continue
    core.delayed.delete(setting)
    if (core.waiting.get(key) === setting) core.waiting.delete(key)
  }
  if (core.isStored || core.waiting.size > 0) await keep(core)
  show(core)
  if (core.waiting.size > 0) again(core, outcomes.some(({ isDone }) => !isDone) ? againMs : gatherMs)
}

/** While they were being brought they may have come another way: whoever looked then saw nothing blocked, and looks no more. */
const haveNotes = async ({ written, bring }: Notes): Promise<boolean> =>
  written() !== undefined || (await bring()) || written() !== undefined

/** While it waited, another device has set something later than it: what was set last counts. */
function isOutdated({ deps, delayed }: Core, key: string, setting: WaitingSetting): boolean {
  if (!delayed.has(setting)) return false
  const { time, over } = setting
  const there = deps.notes.written()?.get(key)?.at.time
  return there !== undefined && there !== over && there > time
}

async function keep(core: Core): Promise<void> {
  const { store, stored, workspace } = core.deps
  const value = encodeWaiting(core.waiting)
  core.isStored = value !== undefined
  const key = waitingKey(workspace)
  stored(await store.write([{ kind: 'value', key, value }], { durable: true }), {
    name: key,
    again: () => keep(core),
  })
}
