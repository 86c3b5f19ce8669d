/** Which value a policy has, of all that were set for it. Rules PO1 to PO8 in SPEC.md. */
import type { PolicyValue } from './definition.ts'
import { readPolicyValue, type ValueTrouble } from './read-value.ts'
import {
  definitionOf,
  isPolicyName,
  policies,
  type PolicyName,
  policyNames,
  type PolicyValues,
} from './table.ts'

/** The strongest comes first; a person's own choice stands between the mandatory ones and the others. */
export const policyLayers = [
  'machine-mandatory',
  'user-mandatory',
  'user-recommended',
  'machine-recommended',
] as const
export type PolicyLayer = (typeof policyLayers)[number]

/** What stands in one place: a file, a key of the registry. */
export interface PolicySource {
  readonly layer: PolicyLayer
  /** Names the place to whoever administers the machine. */
  readonly source: string
  readonly values: ReadonlyMap<string, unknown>
}

/** Why nothing was taken from a place. */
export interface SourceTrouble {
  readonly source: string
  readonly kind:
    | 'unreadable'
    /** No policies as agreed: broken JSON, or no object. */
    | 'malformed'
    /** Others than the administrator may write it. */
    | 'not-trusted'
    | 'too-large'
}

/** Something that was set and is not in effect. */
export type PolicyNote =
  | SourceTrouble
  | {
      readonly source: string
      readonly kind:
        /** No policy of this version. */
        | 'unknown'
        /** It can be set for the machine alone. */
        | 'not-for-users'
        /** It can be mandatory alone. */
        | 'not-recommended'
        /** The same place sets it again, further down, or a file that is read later. */
        | 'overridden'
        | ValueTrouble
      readonly name: string
    }

export interface PolicyEntry<Value = PolicyValue> {
  readonly value: Value
  /** No choice of the person's counts. */
  readonly isLocked: boolean
  /** Undefined where nobody has set it. */
  readonly setBy: { readonly layer: PolicyLayer; readonly source: string } | undefined
  /** What was set made no sense: the value is the safe one. */
  readonly trouble: ValueTrouble | undefined
}

export type PolicyEntries = { readonly [Name in PolicyName]: PolicyEntry<PolicyValues[Name]> }

export interface PolicyState {
  readonly entries: PolicyEntries
  readonly notes: ReadonlyArray<PolicyNote>
}

export function resolvePolicies(
  sources: ReadonlyArray<PolicySource>,
  troubles: ReadonlyArray<SourceTrouble> = [],
): PolicyState {
  const notes: Array<PolicyNote> = [...troubles]
  const set = new Map<PolicyName, Array<Setting>>()
  for (const { layer, source, values } of sources) {
    for (const [name, value] of values) {
      const unfit = isPolicyName(name) ? unfitness(name, layer) : 'unknown'
      if (unfit !== undefined) notes.push({ source, kind: unfit, name })
      else if (isPolicyName(name)) set.set(name, [...(set.get(name) ?? []), { layer, source, value }])
    }
  }
  const entries = policyNames.map((name) => [name, resolve(name, set.get(name) ?? [], notes)])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value was read by the definition of its name
  return { entries: Object.fromEntries(entries) as PolicyEntries, notes }
}

/** Whether this server may be talked to, which is written as `http://host:port`. */
export const isServerAllowed = ({ AllowedServers }: PolicyEntries, server: string): boolean =>
  AllowedServers.value.some((each) => each === '*' || each === server)

interface Setting {
  readonly layer: PolicyLayer
  readonly source: string
  readonly value: unknown
}

function unfitness(name: PolicyName, layer: PolicyLayer): 'not-for-users' | 'not-recommended' | undefined {
  const { scope, recommended } = policies[name]
  if (scope === 'machine' && layer.startsWith('user')) return 'not-for-users'
  return !recommended && layer.endsWith('recommended') ? 'not-recommended' : undefined
}

function resolve(name: PolicyName, settings: ReadonlyArray<Setting>, notes: Array<PolicyNote>): PolicyEntry {
  const definition = definitionOf(name)
  for (const layer of policyLayers) {
    const here = settings.filter((each) => each.layer === layer)
    const last = here.at(-1)
    for (const { source } of here.slice(0, -1)) notes.push({ source, kind: 'overridden', name })
    if (last === undefined) continue
    const { source, value } = last
    const read = readPolicyValue(definition, value)
    const isLocked = layer.endsWith('mandatory')
    if (!read.ok) notes.push({ source, kind: read.failure, name })
    if (read.ok) return { value: read.value, isLocked, setBy: { layer, source }, trouble: undefined }
    if (isLocked) {
      return { value: definition.safe, isLocked, setBy: { layer, source }, trouble: read.failure }
    }
  }
  return { value: definition.default, isLocked: false, setBy: undefined, trouble: undefined }
}
