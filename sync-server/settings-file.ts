/** Settings from a file: JSON with the names of the environment's variables, for values text, numbers or true and false. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'

export interface SettingsFile {
  readonly values: Readonly<Record<string, string>>
  readonly faults: ReadonlyArray<string>
}

const entries = v.record(v.string(), v.unknown())
const plain = v.union([v.string(), v.number(), v.boolean()])

/** Nothing without a file. No fault repeats a value: it may be a secret. */
export function readSettingsFile(file: string | undefined, known: ReadonlyArray<string>): SettingsFile {
  if (file === undefined) return { values: {}, faults: [] }
  const read = readEntries(file)
  if (typeof read === 'string') return { values: {}, faults: [`CONFIG_FILE ${file} ${read}`] }
  const values: Record<string, string> = {}
  const faults: Array<string> = []
  for (const [name, found] of Object.entries(read)) {
    const value = v.safeParse(plain, found)
    if (!known.includes(name)) faults.push(`${name} in ${file} is no setting`)
    else if (value.success) values[name] = String(value.output)
    else faults.push(`${name} in ${file} must be text, a number, true or false`)
  }
  return { values, faults }
}

function readEntries(file: string): Readonly<Record<string, unknown>> | string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return `cannot be read (${error instanceof Error ? error.message : String(error)})`
  }
  try {
    const found: unknown = JSON.parse(text)
    const read = v.safeParse(entries, found)
    return read.success && !Array.isArray(found) ? read.output : 'must be a JSON object'
  } catch {
    return 'is not JSON' // the parser's own words quote the text
  }
}
