/**
 * Updates that passed the validator, without a document: joined into one for the local store, or gathered until a segment
 * is whole. Reading and writing an op costs a tenth of what Yjs takes to merge it, and nothing has to stay in memory.
 */
import * as encoding from 'lib0/encoding'
import { Defect } from '../base/defect.ts'
import type { Segment } from './segment.ts'
import {
  readUpdate,
  type ReadDeleter,
  type ReadSection,
  type ReadStruct,
  type ReadUpdate,
} from './update-reader.ts'

/** A segment as far as `mergeUpdate` needs one, and in the end all of it as one update. */
export interface UpdateLog extends Pick<Segment, 'apply' | 'content' | 'nextClock' | 'subLogEnds'> {
  /** What was applied, as one update for the local store: peers would refuse it. Erased ops come without their content. */
  readonly joined: () => Uint8Array
}

interface SubLog {
  readonly structs: Array<ReadStruct>
  /** By clock; erased ones leave. */
  readonly contents: Map<number, Uint8Array>
  readonly deletes: Array<ReadDeleter['ranges'][number]>
  /** Undefined while nothing but deletions is there. */
  end: number | undefined
}

type SubLogs = Map<number, SubLog>

export function createUpdateLog(): UpdateLog {
  const subLogs: SubLogs = new Map()
  return {
    nextClock: (client) => subLogs.get(client)?.end ?? 0,
    content: (client, clock) => subLogs.get(client)?.contents.get(clock),
    apply: (update) => {
      const { section, deleter } = readChecked(update)
      const end = section && (subLogs.get(section.client)?.end ?? 0)
      const isNew = section !== undefined && section.end > (end ?? 0)
      add(
        subLogs,
        { ...(isNew && { section: sectionFrom(section, end ?? 0) }), ...(deleter && { deleter }) },
        0,
      )
    },
    subLogEnds: () => new Map(Array.from(subLogs, ([client, { end = 0 }]) => [client, end])),
    joined: () => write(subLogs),
  }
}

/** What of a section is not known yet, if all before `clock` is. */
function sectionFrom(section: ReadSection, clock: number): ReadSection {
  if (section.clock >= clock) return section
  const structs = section.structs
    .filter((struct) => struct.clock + struct.length > clock)
    .map((struct) => (struct.clock < clock ? structFrom(struct, section.client, clock) : struct))
  return { ...section, clock, structs }
}

/** Only erased ops share a struct. */
const structFrom = (struct: ReadStruct, client: number, clock: number): ReadStruct => ({
  ...struct,
  clock,
  length: struct.clock + struct.length - clock,
  origin: { client, clock: clock - 1 },
  root: undefined,
})

/**
 * What all of `updates` bring, in as few updates as it takes: one, as long as each begins where the one before it of the
 * same client ends. All must have passed the validator. What one erases of another that it is joined with loses its content.
 */
export function joinUpdates(updates: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> {
  if (updates.length < 2) return updates
  const joined: Array<Uint8Array> = []
  let subLogs: SubLogs = new Map()
  for (const update of updates) {
    const read = readChecked(update)
    const end = read.section && subLogs.get(read.section.client)?.end
    if (end !== undefined && end !== read.section?.clock) {
      joined.push(write(subLogs))
      subLogs = new Map()
    }
    add(subLogs, read, read.section?.clock ?? 0)
  }
  return [...joined, write(subLogs)]
}

function readChecked(update: Uint8Array): ReadUpdate {
  const read = readUpdate(update)
  if (!read.ok) throw new Defect(`an update that cannot have passed the validator: ${read.failure.kind}`)
  return read.value
}

/** `begin` is where the sub-log of the section begins if nothing of it is there yet. */
function add(subLogs: SubLogs, { section, deleter }: ReadUpdate, begin: number): void {
  if (section !== undefined) {
    const subLog = getOrAdd(subLogs, section.client)
    if (section.clock !== (subLog.end ?? begin))
      throw new Defect('an update does not follow the one before it')
    subLog.end = section.end
    for (const struct of section.structs) {
      subLog.structs.push(struct)
      if (struct.content !== undefined) subLog.contents.set(struct.clock, struct.content)
    }
  }
  if (deleter !== undefined) erase(getOrAdd(subLogs, deleter.client), deleter)
}

function erase({ contents, deletes }: SubLog, { ranges }: ReadDeleter): void {
  deletes.push(...ranges)
  for (const { clock, length } of ranges) {
    // A few bytes can name millions of clocks: what is there is counted, not what is named.
    if (length > contents.size) {
      for (const each of contents.keys()) if (each >= clock && each < clock + length) contents.delete(each)
    } else for (let each = clock; each < clock + length; each++) contents.delete(each)
  }
}

function getOrAdd(subLogs: SubLogs, client: number): SubLog {
  const known = subLogs.get(client)
  if (known !== undefined) return known
  const added: SubLog = { structs: [], contents: new Map(), deletes: [], end: undefined }
  subLogs.set(client, added)
  return added
}

/** The format is in `update-reader.ts`, here with as many sections and deleters as it takes. */
function write(subLogs: SubLogs): Uint8Array {
  const output = encoding.createEncoder()
  // Yjs writes the highest client first.
  const all = [...subLogs].toSorted(([left], [right]) => right - left)
  const written = all.filter(([, { structs }]) => structs.length > 0)
  encoding.writeVarUint(output, written.length)
  for (const [client, { structs, contents }] of written) {
    encoding.writeVarUint(output, structs.length)
    encoding.writeVarUint(output, client)
    encoding.writeVarUint(output, structs[0]?.clock ?? 0)
    for (const struct of structs) writeStruct(output, struct, contents.get(struct.clock))
  }
  const deleting = all.filter(([, { deletes }]) => deletes.length > 0)
  encoding.writeVarUint(output, deleting.length)
  for (const [client, { deletes }] of deleting) {
    encoding.writeVarUint(output, client)
    encoding.writeVarUint(output, deletes.length)
    for (const { clock, length } of deletes) {
      encoding.writeVarUint(output, clock)
      encoding.writeVarUint(output, length)
    }
  }
  return encoding.toUint8Array(output)
}

const deletedContent = 1
const binaryContent = 3
const hasOrigin = 0x80

function writeStruct(output: encoding.Encoder, struct: ReadStruct, content: Uint8Array | undefined): void {
  const { origin, root, length } = struct
  const kind = content === undefined ? deletedContent : binaryContent
  encoding.writeUint8(output, origin === undefined ? kind : kind | hasOrigin)
  if (origin === undefined) {
    encoding.writeVarUint(output, 1) // a root type follows by its name
    encoding.writeVarUint8Array(output, root ?? new Uint8Array())
  } else {
    encoding.writeVarUint(output, origin.client)
    encoding.writeVarUint(output, origin.clock)
  }
  if (content === undefined) encoding.writeVarUint(output, length)
  else encoding.writeVarUint8Array(output, content)
}
