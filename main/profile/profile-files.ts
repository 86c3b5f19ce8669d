/** The small files of a profile that nothing could bring back: no caches, no files on their way, nothing of Chromium's. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from '../disk/system-error.ts'

/** Of folders of accounts that were erased and are not deleted yet. Usernames begin with a letter or a digit. */
export const erasedPrefix = '.erased-'

const settings: ReadonlySet<string> = new Set(['profile.json', 'desktop.json', 'updates.json'])

/** Paths from the profile's folder, with `/`. Rejects with the system's error. */
export async function profileFiles(folder: string): Promise<ReadonlyArray<string>> {
  const root = await filesIn(folder)
  const accounts = (await foldersIn(path.join(folder, 'accounts'))).filter(
    (account) => !account.startsWith(erasedPrefix),
  )
  const ofAccounts = await Promise.all(
    accounts.map(async (account) =>
      (await filesIn(path.join(folder, 'accounts', account))).map((name) => `accounts/${account}/${name}`),
    ),
  )
  return [...root.filter((name) => settings.has(name)), ...ofAccounts.flat()].toSorted()
}

// What was being written when the machine stopped is nobody's.
const filesIn = (folder: string): Promise<ReadonlyArray<string>> =>
  namesIn(folder, (entry) => entry.isFile() && !entry.name.endsWith('.new'))

export const foldersIn = (folder: string): Promise<ReadonlyArray<string>> =>
  namesIn(folder, (entry) => entry.isDirectory())

interface Entry {
  readonly name: string
  readonly isFile: () => boolean
  readonly isDirectory: () => boolean
}

async function namesIn(folder: string, wanted: (entry: Entry) => boolean): Promise<ReadonlyArray<string>> {
  try {
    return (await readdir(folder, { withFileTypes: true })).filter(wanted).map(({ name }) => name)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
