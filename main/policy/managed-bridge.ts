/**
 * The bridge as the organisation lets the page use it: what a policy refuses to a person is refused here, in main. But for
 * `BlockedFileTypes`: names of files are sealed in messages, so that the page judges them. Rules PO13 to PO20 in core/policy/SPEC.md.
 */
import { fail, ok } from '../../core/base/result.ts'
import type { BridgeOutput } from '../../core/bridge/contract.ts'
import type { ByPolicy } from '../../core/bridge/policy-contract.ts'
import type { AccountBridge } from '../seats/seats.ts'
import { createManagedSealing, type ManagedSealingDeps } from './managed-sealing.ts'
import type { Policy } from './policy.ts'
import { namesProxy } from './proxy-config.ts'
import { tooShort } from './too-short.ts'

export interface ManagedBridgeDeps extends ManagedSealingDeps {
  readonly policy: Policy
  /** Whether the server of this account may be asked anything. */
  readonly mayReach: () => boolean
}

type SessionCall =
  | 'session.register'
  | 'session.signIn'
  | 'session.signInWithProvider'
  | 'session.methods'
  | 'session.unlockWithRecovery'
  | 'session.token'
type VaultCall = 'vault.setPassphrase' | 'vault.settings' | 'vault.setSettings' | 'account.changePassword'
type BackupCall = 'backup.begin' | 'backup.adopt'

const bytesPerMb = 1_048_576
const byPolicy = fail<ByPolicy>({ kind: 'by-policy' })

export function createManagedBridge(deps: ManagedBridgeDeps): AccountBridge {
  const { bridge, policy } = deps
  return {
    ...bridge,
    ...createManagedSession(deps),
    ...createManagedVault(deps),
    ...createManagedBackups(deps),
    ...createManagedSealing(deps),
    'preview.fetch': async (input) =>
      policy.value('LinkPreviews') && !namesProxy(policy)
        ? bridge['preview.fetch'](input)
        : fail({ kind: 'not-allowed' }),
    'files.begin': async (file) => {
      if (!policy.value('AllowFileUpload')) return byPolicy
      const limit = policy.value('MaxFileMb') * bytesPerMb
      return file.size > limit ? fail({ kind: 'too-large', limit }) : bridge['files.begin'](file)
    },
    'linking.beginRelease': async (input) => {
      const devices = (await bridge['devices.read']({}))?.length ?? 0
      return devices >= policy.value('MaxDevices') ? byPolicy : bridge['linking.beginRelease'](input)
    },
  }
}

function createManagedSession({
  bridge,
  policy,
  mayReach,
}: ManagedBridgeDeps): Pick<AccountBridge, SessionCall> {
  const mayGoOn = (way?: 'password' | 'provider'): boolean =>
    mayReach() && (way === undefined || policy.value('SignInMethods').includes(way))
  return {
    'session.register': async (person) => {
      if (!mayGoOn('password') || !policy.value('AllowSignUp')) return byPolicy
      return tooShort(policy, person.password) ?? bridge['session.register'](person)
    },
    'session.signIn': async (person) => (mayGoOn('password') ? bridge['session.signIn'](person) : byPolicy),
    'session.signInWithProvider': async (input) =>
      mayGoOn('provider') ? bridge['session.signInWithProvider'](input) : byPolicy,
    'session.methods': async (input) => {
      if (!mayGoOn()) return byPolicy
      const answer = await bridge['session.methods'](input)
      return answer.ok ? ok(offered(policy, answer.value)) : answer
    },
    'session.unlockWithRecovery': async (input) =>
      tooShort(policy, input.password) ?? bridge['session.unlockWithRecovery'](input),
    'session.token': async (input) => (mayGoOn() ? bridge['session.token'](input) : byPolicy),
  }
}

type Ways = Extract<BridgeOutput<'session.methods'>, { readonly ok: true }>['value']

/** What is not accepted is not offered. */
function offered(policy: Policy, { provider, ...ways }: Ways): Ways {
  const methods = policy.value('SignInMethods')
  const signsUp = methods.includes('password') && policy.value('AllowSignUp')
  return {
    ...ways,
    signUp: signsUp ? ways.signUp : 'closed',
    ...(provider !== undefined && methods.includes('provider') && { provider }),
  }
}

function createManagedVault({ bridge, policy }: ManagedBridgeDeps): Pick<AccountBridge, VaultCall> {
  return {
    'vault.setPassphrase': async (input) =>
      tooShort(policy, input.next) ?? bridge['vault.setPassphrase'](input),
    'account.changePassword': async (input) =>
      tooShort(policy, input.next) ?? bridge['account.changePassword'](input),
    'vault.settings': async (input) => {
      const answer = await bridge['vault.settings'](input)
      if (!answer.ok) return answer
      const lockWithSystem = policy.value('LockWithSystem', answer.value.lockWithSystem)
      return ok({ ...answer.value, lockWithSystem })
    },
    'vault.setSettings': async (settings) =>
      policy.isLocked('LockWithSystem') ? byPolicy : bridge['vault.setSettings'](settings),
  }
}

/** A file that leaves the device is guarded no worse than what lies on it. */
function createManagedBackups({ bridge, policy }: ManagedBridgeDeps): Pick<AccountBridge, BackupCall> {
  return {
    'backup.begin': async (input) => tooShort(policy, input.passphrase) ?? bridge['backup.begin'](input),
    'backup.adopt': async (input) => tooShort(policy, input.passphrase) ?? bridge['backup.adopt'](input),
  }
}
