/** Pictures of people and workspaces, on a real relay. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesToHex } from '../../../core/base/bytes.ts'
import { bytesToText } from '../../../core/protocol/byte-schemas.ts'
import { maxPictureBytes, picturePaths } from '../../../core/protocol/pictures-api.ts'
import { sha256 } from '../../../sync-server/sha256.ts'
import { hugePng, movingPng, pngOf } from '../../support/pictures.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const call = (who: TestAccount, path: string, method = 'GET', body?: object) =>
  callRelay(relay, path, { method, token: who.session.accessToken, ...(body && { body }) })
const imageOf = (bytes: Uint8Array) => ({ image: bytesToText(bytes) })

describe('pictures', () => {
  test('[PF2][PF3] one’s own picture is set, told to others at once, and taken away', async () => {
    const [ada, bob] = [await signUp(relay, 'ada-pf'), await signUp(relay, 'bob-pf')]
    const workspace = await foundWorkspace(relay, ada, 'PF')
    await joinWorkspace(relay, bob, workspace)
    const socket = await openSession(relay, bob)
    const png = pngOf(8, 8)
    const hash = bytesToHex(sha256(png))
    expect(await call(ada, picturePaths.own, 'PUT', imageOf(png))).toMatchObject({
      status: 200,
      body: { picture: hash },
    })
    await socket.waitFor('directory')
    expect(await call(ada, '/v1/me')).toMatchObject({ body: { picture: hash } })
    expect(await call(bob, picturePaths.person(ada.user))).toMatchObject({ status: 200, body: imageOf(png) })
    expect(await call(ada, picturePaths.own, 'DELETE')).toMatchObject({ status: 204 })
    expect(await call(bob, picturePaths.person(ada.user))).toMatchObject({ status: 404 })
    expect(await call(ada, '/v1/me')).toMatchObject({ body: { picture: null } })
  })

  test('[PF4] to who shares nothing with a person or workspace no picture is there', async () => {
    const [cy, eve] = [await signUp(relay, 'cy-pf'), await signUp(relay, 'eve-pf')]
    const workspace = await foundWorkspace(relay, cy, 'PF4')
    const [own, ofPlace] = [pngOf(4, 4), pngOf(5, 5)]
    await call(cy, picturePaths.own, 'PUT', imageOf(own))
    await call(cy, picturePaths.workspace(workspace), 'PUT', imageOf(ofPlace))
    for (const path of [picturePaths.person(cy.user), picturePaths.workspace(workspace)])
      expect(await call(eve, path)).toMatchObject({ status: 404 })
    await joinWorkspace(relay, eve, workspace)
    expect(await call(eve, picturePaths.person(cy.user))).toMatchObject({ body: imageOf(own) })
    expect(await call(eve, picturePaths.workspace(workspace))).toMatchObject({ body: imageOf(ofPlace) })
    // A member looks; who leads the workspace chooses.
    const change = { status: 403, body: { code: 'forbidden' } }
    expect(await call(eve, picturePaths.workspace(workspace), 'PUT', imageOf(own))).toMatchObject(change)
    expect(await call(eve, picturePaths.workspace(workspace), 'DELETE')).toMatchObject(change)
    expect(await call(eve, picturePaths.accent(workspace), 'PUT', { accent: 10 })).toMatchObject(change)
  })

  test('[PF1] what is no small picture is refused, whatever it calls itself', async () => {
    const dan = await signUp(relay, 'dan-pf')
    const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
    const bad = [
      latin1('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      latin1('<!doctype html><script>alert(1)</script>'),
      latin1('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000'),
      movingPng(),
      hugePng(257, 1),
      hugePng(30_000, 30_000),
      new Uint8Array(Buffer.concat([pngOf(1, 1), Buffer.alloc(maxPictureBytes)])),
      new Uint8Array(),
    ]
    for (const bytes of bad)
      expect(await call(dan, picturePaths.own, 'PUT', imageOf(bytes))).toMatchObject({
        status: 400,
        body: { code: 'bad-request', field: 'image' },
      })
    expect(await call(dan, picturePaths.own, 'PUT', { image: 'no base64url!' })).toMatchObject({
      status: 400,
    })
    expect(await call(dan, '/v1/me')).toMatchObject({ body: { picture: null } })
    for (const accent of [-1, 360, 1.5, 'red'])
      expect(await call(dan, picturePaths.accent('0'.repeat(32)), 'PUT', { accent })).toMatchObject({
        status: 400,
      })
  })
})
