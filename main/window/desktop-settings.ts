/** `desktop.json` of a profile: what the person set about windows and tray, and where the window was. Nothing in it is secret. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { replaceFile } from '../disk/replace-file.ts'
import { keptWindowSchema } from './window-place.ts'

const schema = v.object({
  closeToTray: v.optional(v.boolean()),
  spelling: v.optional(v.boolean()),
  window: v.optional(keptWindowSchema),
})
export type DesktopChoices = v.InferOutput<typeof schema>

export interface DesktopSettings {
  readonly read: () => DesktopChoices
  /** False if the disk did not take it: then nothing has changed. */
  readonly write: (change: DesktopChoices) => Promise<boolean>
  /** Resolves once all that was written is on disk, or is known not to be. */
  readonly settled: () => Promise<void>
}

/** A file that is missing, cannot be read or makes no sense counts as empty. */
export async function openDesktopSettings(folder: string): Promise<DesktopSettings> {
  const file = path.join(folder, 'desktop.json')
  let choices = parse(await readFile(file, 'utf8').catch(() => ''))
  let last: Promise<unknown> = Promise.resolve()
  const write = async (change: DesktopChoices): Promise<boolean> => {
    const next = { ...choices, ...change }
    try {
      await replaceFile(file, new TextEncoder().encode(`${JSON.stringify(next, undefined, 2)}\n`))
    } catch {
      return false
    }
    choices = next
    return true
  }
  return {
    read: () => choices,
    // One after another: two at a time would each leave the other's out.
    write: (change) => {
      const done = last.then(() => write(change))
      last = done
      return done
    },
    settled: async () => void (await last),
  }
}

/** In safe mode: as on the first day, and nothing is kept (rule DT12). */
export function forgetfulSettings(): DesktopSettings {
  let choices: DesktopChoices = {}
  return {
    read: () => choices,
    write: async (change) => {
      choices = { ...choices, ...change }
      return true
    },
    settled: async () => undefined,
  }
}

function parse(text: string): DesktopChoices {
  try {
    const read = v.safeParse(schema, JSON.parse(text))
    return read.success ? read.output : {}
  } catch {
    return {}
  }
}
