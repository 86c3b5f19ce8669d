/** Policies on Windows: the part of the registry that group policy writes, as `reg.exe query … /s` prints it (PO7). */
import type { PolicyLayer, PolicySource, SourceTrouble } from '../../core/policy/resolve.ts'
import { definitionOf, isPolicyName, policyNames } from '../../core/policy/table.ts'
import type { PolicyReading } from './policy.ts'

export interface WindowsPoliciesDeps {
  /** What reg.exe prints of a key and all below it; undefined if there is no such key. Rejects where it cannot be asked. */
  readonly query: (key: string) => Promise<string | undefined>
}

export const registryPath = String.raw`Software\Policies\Tidings`
export const recommendedKey = 'Recommended'

const listNames = policyNames.filter((name) => definitionOf(name).type === 'list')
const hives = [
  ['HKLM', 'machine-mandatory', 'machine-recommended'],
  ['HKCU', 'user-mandatory', 'user-recommended'],
] as const satisfies ReadonlyArray<readonly [string, PolicyLayer, PolicyLayer]>

/** Never rejects. */
export async function readWindowsPolicies({ query }: WindowsPoliciesDeps): Promise<PolicyReading> {
  const sources: Array<PolicySource> = []
  const troubles: Array<SourceTrouble> = []
  for (const [hive, mandatory, recommended] of hives) {
    const source = `${hive}\\${registryPath}`
    try {
      const text = await query(source)
      if (text === undefined) continue
      const keys = parseRegistry(text)
      sources.push(sourceOf(mandatory, source, keys, registryPath))
      const below = `${registryPath}\\${recommendedKey}`
      if ([...keys.keys()].some((key) => isBelow(key, below))) {
        sources.push(sourceOf(recommended, `${source}\\${recommendedKey}`, keys, below))
      }
    } catch {
      troubles.push({ source, kind: 'unreadable' })
    }
  }
  return { sources, troubles }
}

type Values = ReadonlyMap<string, string | number>

/**
 * The values of each key, by its path without the hive. A line is four spaces, a name, a type and the data. The text is in the
 * code page of the console: what is not ASCII in it has lost its meaning, and is no value that any policy takes.
 *
 * @internal
 */
export function parseRegistry(text: string): ReadonlyMap<string, Values> {
  const keys = new Map<string, Map<string, string | number>>()
  let current = new Map<string, string | number>()
  for (const line of text.split(/\r?\n/)) {
    const key = /^HKEY_[A-Z_]+\\(.+?)\s*$/.exec(line)?.[1]
    if (key !== undefined) {
      current = new Map()
      keys.set(key.toLowerCase(), current)
      continue
    }
    const [, name, type = '', data = ''] =
      /^ {4}(.+?)(?: {4}|\t)(REG_[A-Z_]+)(?:(?: {4}|\t)(.*))?$/.exec(line) ?? []
    if (name !== undefined) current.set(name, valueOf(type, data))
  }
  return keys
}

/** Of a type that no policy has: text that no policy takes. */
function valueOf(type: string, data: string): string | number {
  switch (type) {
    case 'REG_SZ':
      return data
    case 'REG_DWORD':
      return /^0x[0-9a-f]{1,8}$/i.test(data) ? Number(data) : `${type} ${data}`
    default:
      return `${type} ${data}`
  }
}

const isBelow = (key: string, above: string): boolean => {
  const [lower, upper] = [key.toLowerCase(), above.toLowerCase()]
  return lower === upper || lower.startsWith(`${upper}\\`)
}

function sourceOf(
  layer: PolicyLayer,
  source: string,
  keys: ReadonlyMap<string, Values>,
  at: string,
): PolicySource {
  const values = new Map<string, unknown>()
  for (const [name, value] of keys.get(at.toLowerCase()) ?? []) values.set(name, asDefined(name, value))
  const below = `${at.toLowerCase()}\\`
  for (const [key, items] of keys) {
    if (!key.startsWith(below)) continue
    const name = properName(key.slice(below.length))
    // A key below a list, or one that is no list, has no meaning.
    if (name === recommendedKey || name.startsWith(`${recommendedKey}\\`)) continue
    values.set(name, listOf(items))
  }
  return { layer, source, values }
}

/** Keys of the registry are compared without regard to case, and are told of as they are spelt in the table. */
function properName(key: string): string {
  const [first = '', ...rest] = key.split('\\')
  const known = [...listNames, recommendedKey].find((name) => name.toLowerCase() === first)
  return [known ?? first, ...rest].join('\\')
}

/** By number: 1, 2, … 10. */
const listOf = (items: Values): ReadonlyArray<unknown> =>
  [...items].toSorted(([left], [right]) => Number(left) - Number(right)).map(([, value]) => value)

/** A switch is a number there. Any other than 0 and 1 stays one, and is no switch. */
function asDefined(name: string, value: string | number): unknown {
  const isSwitch = isPolicyName(name) && definitionOf(name).type === 'boolean'
  return isSwitch && (value === 0 || value === 1) ? value === 1 : value
}
