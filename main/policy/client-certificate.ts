import type { Policy } from './policy.ts'
import { mayReach } from './allowed-servers.ts'

/** As much of Electron's as is looked at. Times in seconds since 1970. */
export interface OfferedCertificate {
  readonly issuerName: string
  readonly validStart: number
  readonly validExpiry: number
}

/**
 * Which certificate is shown to a server that asks for one: of those by a listed issuer, the one that is good for longest; none to
 * a server that is not allowed. `asker`: its address, or `name:port`.
 */
export function chooseCertificate<Certificate extends OfferedCertificate>(
  policy: Policy,
  asker: string,
  offered: ReadonlyArray<Certificate>,
  now: number,
): Certificate | undefined {
  const address = asker.includes('://') ? asker : `https://${asker}`
  if (!URL.canParse(address) || !mayReach(policy, new URL(address).origin)) return undefined
  const issuers = policy.value('ClientCertificateIssuers')
  const seconds = now / 1_000
  return offered
    .filter(({ issuerName }) => issuers.includes(issuerName))
    .filter(({ validStart, validExpiry }) => validStart <= seconds && seconds < validExpiry)
    .toSorted((one, other) => other.validExpiry - one.validExpiry)[0]
}
