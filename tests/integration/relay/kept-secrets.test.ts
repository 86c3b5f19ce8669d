/** What a person keeps at the relay sealed: the recovery backup, and the mailbox through which a new device is linked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { bytesEqual } from '../../../core/base/bytes.ts'
import { bytesToText } from '../../../core/protocol/byte-schemas.ts'
import {
  backupBody,
  keysPaths,
  linkMessagesAnswer,
  linkPostedAnswer,
  linkSlotMs,
  maxBackupBytes,
  maxLinkBytes,
  maxLinkMessages,
} from '../../../core/protocol/keys-api.ts'
import { type ApiAnswer, callRelay, signInElsewhere, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import {
  addSealedDevice,
  type SealedAccount,
  type SealedDevice,
  signUpSealed,
  succeed,
} from '../../support/sealed-accounts.ts'
import { makeDevice, seededPrimitives } from '../../support/sealed-people.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const primitives = seededPrimitives(42)
let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

let people = 0
const person = (at = relay): Promise<SealedAccount> => signUpSealed(at, primitives, `kept${++people}`)
const setupPeople = async () => ({ ada: await person(), bob: await person() })
const refused = (code: string) => ({ body: { code } })

describe('backups', () => {
  const putBackup = (of: SealedDevice, version: number, blob: Uint8Array): Promise<ApiAnswer> =>
    callRelay(relay, keysPaths.backup, {
      method: 'PUT',
      body: { version, blob: bytesToText(blob) },
      token: of.account.session.accessToken,
    })
  const backupOf = (of: SealedDevice): Promise<ApiAnswer> =>
    callRelay(relay, keysPaths.backup, { token: of.account.session.accessToken })

  test('[KY7] a backup is one’s own, version after version; a new device reads it, a listed one writes it', async () => {
    const { ada, bob } = await setupPeople()
    expect(await backupOf(ada)).toMatchObject({ status: 404 })
    await succeed(putBackup(ada, 1, Uint8Array.of(1)))
    expect(await putBackup(ada, 1, Uint8Array.of(2))).toMatchObject({
      status: 409,
      body: { code: 'backup-moved' },
    })
    expect(await putBackup(ada, 3, Uint8Array.of(2))).toMatchObject(refused('backup-moved'))
    const large = new Uint8Array(maxBackupBytes).fill(7)
    await succeed(putBackup(ada, 2, large))
    const fresh = await addSealedDevice(relay, primitives, ada)
    const backup = v.parse(backupBody, (await backupOf(fresh)).body)
    expect([backup.version, bytesEqual(backup.blob, large)]).toEqual([2, true])
    expect(await putBackup(fresh, 3, Uint8Array.of(3))).toMatchObject(refused('not-linked'))
    expect(await backupOf(bob)).toMatchObject({ status: 404 })
    const larger = await putBackup(ada, 3, new Uint8Array(maxBackupBytes + 1))
    expect(larger).toMatchObject({ status: 400 })
  })
})

describe('the link mailbox', () => {
  const slot = 'c'.repeat(32)
  const post = (of: SealedDevice, bytes: Uint8Array, at = relay): Promise<ApiAnswer> =>
    callRelay(at, keysPaths.link(slot), {
      body: { message: bytesToText(bytes) },
      token: of.account.session.accessToken,
    })
  const read = async (of: SealedDevice, after: number, at = relay) => {
    const path = `${keysPaths.link(slot)}?after=${after}`
    const { body } = await callRelay(at, path, { token: of.account.session.accessToken })
    return v.parse(linkMessagesAnswer, body).messages
  }

  test('[KY8] two devices of one person meet; a reader waits for what comes; nobody else sees it', async () => {
    const { ada, bob } = await setupPeople()
    const fresh = await addSealedDevice(relay, primitives, ada)
    const waited = read(ada, 0)
    const posted = await post(fresh, Uint8Array.of(1))
    expect(v.parse(linkPostedAnswer, posted.body)).toEqual({ number: 1 })
    const first = { number: 1, from: fresh.device.id, message: Uint8Array.of(1) }
    expect(await waited).toEqual([first])
    await post(ada, Uint8Array.of(2))
    expect(await read(fresh, 1)).toEqual([{ number: 2, from: ada.device.id, message: Uint8Array.of(2) }])
    await post(bob, Uint8Array.of(9)) // the same name, another slot
    expect(await read(bob, 0)).toEqual([{ number: 1, from: bob.device.id, message: Uint8Array.of(9) }])
    expect((await read(ada, 0)).length).toBe(2)
  })

  test('[KY8] messages are bounded in size and number, and names of slots are ids', async () => {
    const ada = await person()
    expect(await post(ada, new Uint8Array(maxLinkBytes + 1))).toMatchObject({ status: 400 })
    for (let number = 1; number <= maxLinkMessages; number++) {
      expect(await post(ada, new Uint8Array(maxLinkBytes))).toMatchObject({ body: { number } })
    }
    expect(await post(ada, Uint8Array.of(1))).toMatchObject({ status: 429 })
    expect((await read(ada, 0)).length).toBe(1) // as many as fit into one answer
    const token = ada.account.session.accessToken
    expect(await callRelay(relay, '/v1/keys/link/x', { token })).toMatchObject({ status: 404 })
  })

  test('[KY8] a slot ends after ten minutes, whoever waits hears nothing in the end', async () => {
    const clock = createVirtualClock()
    const timed = await startTestRelay({ clock })
    try {
      const account = await signUpPlain(timed)
      await post(account, Uint8Array.of(1), timed)
      clock.advance(linkSlotMs - 1)
      const again = await signInAgain(timed, account)
      expect((await read(again, 0, timed)).length).toBe(1)
      clock.advance(1)
      const waiting = read(again, 0, timed)
      let ended = false
      void waiting.then(() => {
        ended = true
      })
      while (!ended) {
        clock.advance(1_000)
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(await waiting).toEqual([])
    } finally {
      await timed.close()
    }
  })
})

async function signUpPlain(at: TestRelay): Promise<SealedDevice> {
  const device = makeDevice(primitives)
  return { device, account: await signUp(at, `kept${++people}`, device.id) }
}

async function signInAgain(at: TestRelay, of: SealedDevice): Promise<SealedDevice> {
  return { ...of, account: await signInElsewhere(at, of.account) }
}
