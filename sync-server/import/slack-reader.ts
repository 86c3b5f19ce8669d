/** Reads a Slack export: `users.json`, `channels.json` and, for each channel, a folder with a file a day. */
import { basename } from 'node:path'
import { ok, type Result } from '../../core/base/result.ts'
import {
  type ChatExport,
  count,
  type ExportContents,
  type ExportFile,
  type ExportMessage,
  type ExportPerson,
  type ExportProblem,
  type Tally,
} from './export.ts'
import {
  channelsFromFolders,
  closedFolders,
  dayFolders,
  passOverFolders,
  placeChannels,
  type DayFolders,
} from './slack-folders.ts'
import { readSlackList } from './slack-list.ts'
import { personName, readMessage } from './slack-message.ts'
import { channelRecord, messageRecord, userRecord, type ChannelRecord } from './slack-schema.ts'
import type { SlackNames } from './slack-text.ts'
import { openZip, type ZipArchive, type ZipFailure, type ZipLimits } from './zip-archive.ts'

export async function openSlackExport(
  path: string,
  limits: ZipLimits,
): Promise<Result<ChatExport, ZipFailure>> {
  const opened = await openZip(path, limits)
  if (!opened.ok) return opened
  const zip = opened.value
  const problems: Array<ExportProblem> = zip.refused.map(({ name, why }) => ({
    file: name,
    text: refusedText[why],
  }))
  const passedOver: Tally = new Map()
  if (zip.isTorn) problems.push({ file: basename(path), text: tornText })
  const people = await readPeople(zip, problems)
  const folders = dayFolders(zip)
  const closed = await closedFolders(zip, folders, problems)
  const records = await readChannels(zip, folders, closed, problems)
  const channels = placeChannels(records, folders, problems)
  passOverFolders(folders, records, closed, problems, passedOver)
  const names = namesOf(people, records)
  return ok({
    people,
    channels,
    problems,
    passedOver,
    read: (file) => readDay(zip, file, names),
    close: zip.close,
  })
}

const tornText =
  'the zip breaks off or its list of files is damaged: what could be found is read; get it whole for the rest'

const refusedText = {
  outside: 'passed over: its name leads out of the archive',
  control: 'passed over: control characters in its name',
  'too-long': 'passed over: its name is too long',
  twice: 'passed over: the archive holds another file of this name',
} as const

async function readPeople(
  zip: ZipArchive,
  problems: Array<ExportProblem>,
): Promise<ReadonlyArray<ExportPerson>> {
  if (!zip.names.includes('users.json')) {
    problems.push({
      file: 'users.json',
      text: 'missing: people are named as in their messages, else by their ids',
    })
    return []
  }
  const list = await readSlackList(zip, 'users.json', userRecord, ['id', 'name'])
  problems.push(...list.problems)
  return list.items.map(({ id, name, real_name: realName, profile }) => ({
    source: id,
    name: personName([profile?.display_name, profile?.real_name, realName, name, id]),
  }))
}

async function readChannels(
  zip: ZipArchive,
  folders: DayFolders,
  closed: ReadonlyMap<string, string>,
  problems: Array<ExportProblem>,
): Promise<ReadonlyArray<ChannelRecord>> {
  if (!zip.names.includes('channels.json')) {
    problems.push({
      file: 'channels.json',
      text: 'missing: folders with days in them are taken for channels',
    })
    return channelsFromFolders(folders, closed)
  }
  const list = await readSlackList(zip, 'channels.json', channelRecord, ['id', 'name'])
  problems.push(...list.problems)
  return list.items
}

function namesOf(people: ReadonlyArray<ExportPerson>, channels: ReadonlyArray<ChannelRecord>): SlackNames {
  const users = new Map(people.map(({ source, name }) => [source, name]))
  const rooms = new Map(channels.map(({ id, name }) => [id, name]))
  return { userName: (id) => users.get(id), channelName: (id) => rooms.get(id) }
}

async function readDay(zip: ZipArchive, file: ExportFile, names: SlackNames): Promise<ExportContents> {
  const { items, problems } = await readSlackList(zip, file.name, messageRecord, ['type', 'ts'])
  const messages: Array<ExportMessage> = []
  const passedOver: Tally = new Map()
  for (const record of items) {
    const read = readMessage(record, names)
    if (read.kind === 'passed-over') count(passedOver, read.reason)
    else for (const message of read.messages) messages.push(message)
  }
  return { messages, problems, passedOver }
}
