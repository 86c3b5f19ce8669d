/** `updates.json` in the profile: what was seen of each description, and the person's channel. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { type UpdateChannel, updateChannels } from '../../core/bridge/updates-contract.ts'
import { replaceFile } from '../disk/replace-file.ts'

const schema = v.object({
  /** By the name of the description: the moment it was signed at. */
  seen: v.record(v.string(), v.number()),
  channel: v.optional(v.picklist(updateChannels)),
})
type Contents = v.InferOutput<typeof schema>

export interface UpdateRecord {
  readonly seenAt: (file: string) => number
  readonly channel: () => UpdateChannel | undefined
  /** Both answer whether it is on the disk; in memory it is in any case. */
  readonly saw: (file: string, at: number) => Promise<boolean>
  readonly choose: (channel: UpdateChannel) => Promise<boolean>
}

/** A file that is missing, or makes no sense, counts as empty. */
export async function openUpdateRecord(folder: string): Promise<UpdateRecord> {
  const file = path.join(folder, 'updates.json')
  let contents = await read(file)
  const write = async (next: Contents): Promise<boolean> => {
    contents = next
    return replaceFile(file, new TextEncoder().encode(`${JSON.stringify(next)}\n`)).then(
      () => true,
      () => false,
    )
  }
  return {
    seenAt: (name) => contents.seen[name] ?? 0,
    channel: () => contents.channel,
    saw: async (name, at) => write({ ...contents, seen: { ...contents.seen, [name]: at } }),
    choose: async (channel) => write({ ...contents, channel }),
  }
}

async function read(file: string): Promise<Contents> {
  try {
    return v.parse(schema, JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return { seen: {} }
  }
}
