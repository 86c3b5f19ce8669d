/** The organisation's word on updates, else that of how the app was installed. Rule UP8. */
import type { Policy } from '../policy/policy.ts'
import { type InstallKind, usualMode } from './install-kind.ts'
import { publisherAddress } from './publisher.ts'
import type { UpdateRules } from './updates.ts'

export function updateRules(policy: Pick<Policy, 'value'>, kind: InstallKind): UpdateRules {
  const mode = policy.value('UpdateMode')
  const address = policy.value('UpdateUrl')
  const channel = policy.value('UpdateChannel')
  // What nothing installs over is never told to be: an MSI's files beside a setup's would be two apps.
  const hasInstaller = kind !== 'other'
  return {
    mode: !hasInstaller ? 'disabled' : mode === 'package' ? usualMode(kind) : mode,
    address: address === '' ? publisherAddress : address,
    channel: channel === 'person' ? undefined : channel,
  }
}
