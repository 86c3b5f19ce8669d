/**
 * What a person has chosen for themselves wherever they are: how they appear to others, when nothing is to disturb them. Settings
 * belong to workspaces, so it is written to each of them, with the moment; the newest word counts, also in a workspace that was
 * joined later. Rules PS10, PS11 and PS28 in core/sync/SPEC.md.
 *
 *   own/status  {at, value: {status, until?} | null}     own/quiet  {at, value: moment | null}
 *   own/week    {at, value: {days, from, to} | null}    own/reading  {at, value: true | null}
 *   own/order   {at, value: [workspace…] | null}
 *
 * A choice that cannot be read counts as none.
 */
import * as v from 'valibot'
import { type Millis, millis } from '../../base/clock.ts'
import { workspaceIdSchema } from '../../protocol/id-schemas.ts'
import type { WorkspaceId } from '../../protocol/ids.ts'
import type { Change } from './arrangement.ts'

/** Others see this instead of whether the person is there. */
export interface OwnStatus {
  readonly status: 'online' | 'away' | 'busy' | 'invisible'
  /** Undefined: until it is changed. */
  readonly until: Millis | undefined
}

/** Hours of a week in which nothing disturbs, by the clock of the device. */
export interface QuietWeek {
  /** On which it begins; 0 is Sunday. */
  readonly days: ReadonlyArray<number>
  /** Minutes since midnight. An end at or before the beginning is on the next day. */
  readonly from: number
  readonly to: number
}

export interface OwnChoices {
  readonly status: OwnStatus | undefined
  /** Nothing disturbs until then. */
  readonly quietUntil: Millis | undefined
  readonly week: QuietWeek | undefined
  /** Nobody is told how far this person has read. */
  readonly hidesReading: true | undefined
  /** Of their workspaces, the first on top. */
  readonly order: ReadonlyArray<WorkspaceId> | undefined
}

export const nothingChosen: OwnChoices = {
  status: undefined,
  quietUntil: undefined,
  week: undefined,
  hidesReading: undefined,
  order: undefined,
}

/** What is behind them stands by name: a setting holds no more. */
export const maxOrdered = 400

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15), v.transform(millis))
const minute = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_439))
const day = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(6))
const shapes = {
  status: v.pipe(
    v.object({ status: v.picklist(['online', 'away', 'busy', 'invisible']), until: v.optional(moment) }),
    v.transform(({ status, until }): OwnStatus => ({ status, until })),
  ),
  quietUntil: moment,
  hidesReading: v.literal(true),
  order: v.pipe(v.array(workspaceIdSchema), v.maxLength(maxOrdered)),
  week: v.object({ days: v.pipe(v.array(day), v.maxLength(7)), from: minute, to: minute }),
}
const keys = {
  status: 'own/status',
  quietUntil: 'own/quiet',
  week: 'own/week',
  hidesReading: 'own/reading',
  order: 'own/order',
} as const
type Name = keyof OwnChoices

/** `all`: what is set in each workspace. */
export const readChoices = (all: ReadonlyArray<ReadonlyMap<string, string>>): OwnChoices => ({
  status: newest('status', shapes.status, all),
  quietUntil: newest('quietUntil', shapes.quietUntil, all),
  week: newest('week', shapes.week, all),
  hidesReading: newest('hidesReading', shapes.hidesReading, all),
  order: newest('order', shapes.order, all),
})

function newest<Shape extends v.GenericSchema>(
  name: Name,
  shape: Shape,
  all: ReadonlyArray<ReadonlyMap<string, string>>,
): v.InferOutput<Shape> | undefined {
  const entry = v.object({ at: moment, value: v.nullable(shape) })
  const said = all.flatMap((settings) => read(entry, settings.get(keys[name])) ?? [])
  return said.toSorted((left, right) => right.at - left.at)[0]?.value ?? undefined
}

function read<Shape extends v.GenericSchema>(
  shape: Shape,
  text: string | undefined,
): v.InferOutput<Shape> | undefined {
  if (text === undefined) return undefined
  try {
    const parsed = v.safeParse(shape, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** To be set in every workspace. What is undefined is chosen no more, which is a choice too. */
export const choicesChanged = (change: Partial<OwnChoices>, now: Millis): ReadonlyArray<Change> =>
  names.flatMap((name): ReadonlyArray<Change> =>
    Object.hasOwn(change, name)
      ? [[keys[name], JSON.stringify({ at: now, value: change[name] ?? null })]]
      : [],
  )

const names: ReadonlyArray<Name> = ['status', 'quietUntil', 'week', 'hidesReading', 'order']

/** A moment as the clock on the wall shows it. */
export interface WallTime {
  readonly time: Millis
  readonly day: number
  readonly minute: number
}

export function isQuiet(
  { quietUntil, week }: OwnChoices,
  { time, day: today, minute: now }: WallTime,
): boolean {
  if (quietUntil !== undefined && quietUntil > time) return true
  if (week === undefined) return false
  const { days, from, to } = week
  const isWithin = days.includes(today) && now >= from && (to <= from || now < to)
  const isRest = to <= from && now < to && days.includes((today + 6) % 7)
  return isWithin || isRest
}

/** Undefined once its time is over. */
export const statusNow = ({ status }: OwnChoices, time: Millis): OwnStatus | undefined =>
  status?.until !== undefined && status.until <= time ? undefined : status

/** Whether anything was ever chosen of it. */
export const saysReading = (all: ReadonlyArray<ReadonlyMap<string, string>>): boolean =>
  all.some((settings) => settings.has(keys.hidesReading))
