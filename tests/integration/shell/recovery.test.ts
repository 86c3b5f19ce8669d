import { sha256 } from '@noble/hashes/sha2.js'
import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { formatRecoveryCode, parseRecoveryCode } from '../../../core/e2ee/recovery-code.ts'
import { unmanaged } from '../../../main/policy/policy.ts'
import { createBridge } from '../../../main/bridge/bridge.ts'
import { createRelayApi } from '../../../main/sign-in/relay-api.ts'
import { startTestRelay } from '../../support/relay.ts'
import { createBackups } from '../../../main/backup/backups.ts'
import { leastCost } from '../../../main/vault/passphrase.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { restoreIn } from '../../support/backup-files.ts'
import { setupSession } from '../../unit/main/sign-in/session-kit.ts'

test('[VT5] a forgotten password: the code that was written down opens the profile, and the relay knows the device still', async () => {
  const relay = await startTestRelay()
  onTestFinished(() => relay.close())
  const kit = setupSession()
  const start = () =>
    kit.start({
      relay: relay.url,
      readRecoveryCode: (typed) => parseRecoveryCode({ sha256 }, typed),
      connect: (url) => createRelayApi({ fetch, timeout: 5_000 }, url),
    })
  const info = { version: '1.2.3', shell: 'browser' } as const
  const password = 'correct horse battery'
  const first = await start()
  const account = orThrow(await first.register({ username: 'ada', displayName: 'Ada', password }))
  const vault = first.current()?.vault
  const code = formatRecoveryCode({ sha256 }, vault?.recoveryCode() ?? new Uint8Array())
  orThrow((await vault?.confirmRecovery()) ?? ok(undefined))
  await first.close()

  const session = await start()
  const bridge = createBridge({
    session,
    policy: unmanaged,
    info,
    hearsSystemLock: false,
    openLink: async () => false,
    choosePlace: async () => undefined,
    backups: (parts) =>
      createBackups({
        ...parts,
        restoreFiles: restoreIn,
        clock: kit.clock,
        random: createSeededRandom(5),
        cost: leastCost,
      }),
    desktop: undefined,
    updates: undefined,
    report: () => undefined,
    fetchPreview: async () => fail({ kind: 'unreachable' }),
  })
  const recover = (text: string) =>
    bridge['session.unlockWithRecovery']({ code: text, password: 'a password that I remember' })
  const slip = code.startsWith('7') ? code.replace('7', '8') : `7${code.slice(1)}`
  expect(await recover(slip)).toEqual({ ok: false, failure: { kind: 'mistyped' } })
  const another = formatRecoveryCode({ sha256 }, new Uint8Array(20))
  expect(await recover(another)).toEqual({ ok: false, failure: { kind: 'wrong-code' } })
  expect(await recover(code.toLowerCase().replaceAll('-', ' '))).toEqual(ok(account))
  expect(await bridge['directory.workspaces']({})).toEqual(ok([]))
  expect(await bridge['session.lock']({})).toBeUndefined()
  expect(await bridge['session.unlock']({ password: 'a password that I remember' })).toEqual(ok(account))
  await session.close()
})
