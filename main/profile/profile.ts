/** `profile.json`: what a start needs to know before any vault is open. Nothing in it is secret. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { usernameSchema } from '../../core/protocol/api.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { isMissing } from '../disk/system-error.ts'

const schema = v.object({
  /** Whose vault to offer at the next start. */
  lastAccount: v.optional(usernameSchema),
  /** Of the browser shell: a browser keeps data by origin, and the port is part of that. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
})
type Contents = v.InferOutput<typeof schema>

export interface Profile {
  readonly folder: string
  readonly read: () => Contents
  /** Rejects with the system's error; then nothing has changed. */
  readonly write: (change: Contents) => Promise<void>
}

/** A file that is missing or makes no sense counts as empty. Rejects if it is there and may not be read. */
export async function readProfile(folder: string): Promise<Profile> {
  const file = path.join(folder, 'profile.json')
  let contents = parse(await readIfThere(file))
  return {
    folder,
    read: () => contents,
    write: async (change) => {
      const next = { ...contents, ...change }
      await replaceFile(file, new TextEncoder().encode(`${JSON.stringify(next, undefined, 2)}\n`))
      contents = next
    },
  }
}

function parse(text: string): Contents {
  try {
    const read = v.safeParse(schema, JSON.parse(text))
    return read.success ? read.output : {}
  } catch {
    return {}
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}
