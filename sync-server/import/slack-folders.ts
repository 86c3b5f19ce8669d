/** Which folder of an export belongs to what. A channel's is named after it. */
import { count, type ExportChannel, type ExportFile, type ExportProblem, type Tally } from './export.ts'
import { readSlackList } from './slack-list.ts'
import { listedRecord, type ChannelRecord } from './slack-schema.ts'
import { forTerminal, shortened, wellFormed } from './clean-text.ts'
import type { ZipArchive } from './zip-archive.ts'

/** The files of each folder that are named after a day, oldest first. */
export type DayFolders = ReadonlyMap<string, ReadonlyArray<ExportFile>>

export function dayFolders(zip: ZipArchive): DayFolders {
  const folders = new Map<string, Array<ExportFile>>()
  for (const name of zip.names) {
    const folder = /^([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/.exec(name)?.[1]
    if (folder === undefined) continue
    const file = { name, bytes: zip.sizeOf(name) }
    const files = folders.get(folder)
    if (files === undefined) folders.set(folder, [file])
    else files.push(file)
  }
  for (const files of folders.values()) files.sort((left, right) => (left.name < right.name ? -1 : 1))
  return folders
}

/** Folders that an export says are not for everybody, and why they are passed over. */
export async function closedFolders(
  zip: ZipArchive,
  folders: DayFolders,
  problems: Array<ExportProblem>,
): Promise<ReadonlyMap<string, string>> {
  const reasons = new Map<string, string>()
  for (const folder of folders.keys())
    if (/^(D[A-Z0-9]{6,}|mpdm-.*)$/.test(folder)) reasons.set(folder, direct)
  for (const [file, reason] of closedLists) {
    if (!zip.names.includes(file)) continue
    const list = await readSlackList(zip, file, listedRecord, ['id'])
    problems.push(...list.problems)
    for (const { id, name } of list.items)
      for (const folder of [id, name]) if (folder) reasons.set(folder, reason)
  }
  return reasons
}

const direct =
  'conversations: direct messages, which are end-to-end encrypted here and cannot be imported in the clear'
const closedLists = [
  ['dms.json', direct],
  ['mpims.json', direct],
  ['groups.json', 'conversations: private channels, which cannot be imported yet'],
] as const

/** For an export without `channels.json`: each folder that is not closed. */
export const channelsFromFolders = (
  folders: DayFolders,
  closed: ReadonlyMap<string, string>,
): ReadonlyArray<ChannelRecord> =>
  [...folders.keys()]
    .filter((name) => !closed.has(name))
    .map((name) => ({ id: `folder:${name}`, name, topic: undefined, purpose: undefined }))

/** Gives each channel its files and a name that is allowed here and its own. */
export function placeChannels(
  records: ReadonlyArray<ChannelRecord>,
  folders: DayFolders,
  problems: Array<ExportProblem>,
): ReadonlyArray<ExportChannel> {
  const taken = new Set<string>()
  const channels: Array<ExportChannel> = []
  for (const { id, name: folder, topic, purpose } of new Map(
    records.map((each) => [each.id, each]),
  ).values()) {
    const files = folders.get(folder)
    if (files === undefined)
      problems.push({ file: `${forTerminal(folder)}/`, text: 'missing: the channel has no messages' })
    const name = freeName(channelName(folder), taken)
    taken.add(name)
    channels.push({
      source: id,
      name,
      topic: topicOf(topic?.value || purpose?.value || ''),
      files: files ?? [],
    })
  }
  return channels
}

/** Tells of folders that belong to no channel: `closed` ones are counted, unknown ones are a problem. */
export function passOverFolders(
  folders: DayFolders,
  channels: ReadonlyArray<ChannelRecord>,
  closed: ReadonlyMap<string, string>,
  problems: Array<ExportProblem>,
  passedOver: Tally,
): void {
  const known = new Set(channels.map(({ name }) => name))
  for (const folder of folders.keys()) {
    if (known.has(folder)) continue
    const reason = closed.get(folder)
    if (reason === undefined)
      problems.push({ file: `${forTerminal(folder)}/`, text: 'passed over: not in channels.json' })
    else count(passedOver, reason)
  }
}

const maxNameLength = 64

/** A channel's name as the relay allows it: lowercase letters, digits, `-` and `_`, beginning with one of the first two. */
function channelName(name: string): string {
  const fit = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^[-_]+/, '')
  return shortened(fit, maxNameLength) || 'channel'
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2, free = name; ; number++) {
    if (!taken.has(free)) return free
    const suffix = `-${number}`
    free = shortened(name, maxNameLength - suffix.length) + suffix
  }
}

const maxTopicLength = 250
const topicOf = (text: string): string =>
  shortened(
    wellFormed(text)
      .replaceAll(/\s*\p{Cc}+\s*/gu, ' ')
      .trim(),
    maxTopicLength,
  ).trim()
