import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { writeZip, type ZipFile } from '../../bench/lib/zip-writer.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A zip of `files` on the disk, gone when the test is over. */
export const testZip = (files: ReadonlyArray<ZipFile>): string => testFile(writeZip(files))

export function testFile(bytes: Uint8Array): string {
  const file = path.join(temporaryFolder(), 'export.zip')
  writeFileSync(file, bytes)
  return file
}

export const usersFile = (...names: ReadonlyArray<string>): ZipFile => ({
  name: 'users.json',
  content: JSON.stringify(
    names.map((name) => ({ id: `U0${name.toUpperCase()}`, name, profile: { display_name: name } })),
  ),
})

export const channelsFile = (...names: ReadonlyArray<string>): ZipFile => ({
  name: 'channels.json',
  content: JSON.stringify(names.map((name) => ({ id: `C0${name.toUpperCase()}`, name }))),
})

/** A day's file with one record a line, the first on line 2. Strings are taken as lines as they are. */
export const dayFile = (name: string, ...records: ReadonlyArray<object | string>): ZipFile => ({
  name,
  content: `[\n${records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join(',\n')}\n]\n`,
})

/** A message by `user` (of `usersFile`), `second` seconds after the first of the day. */
export const slackMessage = (user: string, second: number, text: string, more: object = {}): object => ({
  type: 'message',
  user: `U0${user.toUpperCase()}`,
  ts: slackTime(second),
  text,
  ...more,
})

export const slackTime = (second: number): string => `${1_700_000_000 + second}.000100`
