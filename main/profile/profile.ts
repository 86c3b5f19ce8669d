/** `profile.json`: what a start needs to know before any vault is open. Nothing in it is secret. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { userIdSchema } from '../../core/protocol/id-schemas.ts'
import { usernameSchema } from '../../core/protocol/api.ts'
import { maxSeats } from '../../core/bridge/seats-contract.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { isMissing } from '../disk/system-error.ts'

const seatSchema = v.object({
  username: usernameSchema,
  /** Where the account lives: `http://host:port`. */
  relay: v.pipe(v.string(), v.url()),
  /** The person named that relay for it; else it goes where those of a start go. */
  isNamed: v.boolean(),
})
const schema = v.object({
  /** Whose vaults to offer at the next start, in the order of their seats. */
  accounts: v.optional(v.pipe(v.array(seatSchema), v.maxLength(maxSeats)), []),
  /** Accounts that were erased here, until the page has deleted what it kept of them. */
  erased: v.optional(v.array(userIdSchema), []),
  /** Of the browser shell: a browser keeps data by origin, and the port is part of that. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
})
type Contents = v.InferOutput<typeof schema>
export type ProfileAccount = v.InferOutput<typeof seatSchema>

export interface Profile {
  readonly folder: string
  readonly read: () => Contents
  /** Rejects with the system's error; then nothing has changed. */
  readonly write: (change: Partial<Contents>) => Promise<void>
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

const empty: Contents = { accounts: [], erased: [] }

function parse(text: string): Contents {
  try {
    const read = v.safeParse(schema, JSON.parse(text))
    return read.success ? read.output : empty
  } catch {
    return empty
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
