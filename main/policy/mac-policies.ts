/** Policies on macOS: managed preferences, which only a profile of the organisation writes (PO8). */
import type { PolicyLayer, PolicySource, SourceTrouble } from '../../core/policy/resolve.ts'
import { parsePolicies } from './linux-policies.ts'
import type { PolicyReading } from './policy.ts'

export interface MacPoliciesDeps {
  /** Of a property list as JSON; undefined if there is no such file. Rejects where it cannot be read. */
  readonly readPlist: (file: string) => Promise<string | undefined>
  readonly user: string
}

/** By which macOS keeps the app's preferences. */
export const macDomain = 'app.tidings.desktop'
export const macFolder = '/Library/Managed Preferences'
const recommendedKey = 'Recommended'

/** Never rejects. */
export async function readMacPolicies({ readPlist, user }: MacPoliciesDeps): Promise<PolicyReading> {
  const sources: Array<PolicySource> = []
  const troubles: Array<SourceTrouble> = []
  const places = [
    [`${macFolder}/${macDomain}.plist`, 'machine-mandatory', 'machine-recommended'],
    [`${macFolder}/${user}/${macDomain}.plist`, 'user-mandatory', 'user-recommended'],
  ] as const satisfies ReadonlyArray<readonly [string, PolicyLayer, PolicyLayer]>
  for (const [source, mandatory, recommended] of places) {
    try {
      const text = await readPlist(source)
      if (text === undefined) continue
      const values = parsePolicies(text)
      if (values === undefined) troubles.push({ source, kind: 'malformed' })
      else sources.push(...split(values, source, mandatory, recommended))
    } catch {
      troubles.push({ source, kind: 'unreadable' })
    }
  }
  return { sources, troubles }
}

/** What the profile itself says of itself is none of ours. */
const isOfProfile = (name: string): boolean => name.startsWith('Payload')

function split(
  values: ReadonlyMap<string, unknown>,
  source: string,
  mandatory: PolicyLayer,
  recommended: PolicyLayer,
): ReadonlyArray<PolicySource> {
  const all = [...values].filter(([name]) => !isOfProfile(name))
  const below = values.get(recommendedKey)
  return [
    { layer: mandatory, source, values: new Map(all.filter(([name]) => name !== recommendedKey)) },
    ...(typeof below === 'object' && below !== null
      ? [{ layer: recommended, source, values: new Map(Object.entries(below)) }]
      : []),
  ]
}
