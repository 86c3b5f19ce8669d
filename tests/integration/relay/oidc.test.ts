import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { newDeviceId } from '../../support/relay-accounts.ts'
import { browseProvider, startProvider, type TestProvider } from '../../support/oidc-provider.ts'
import { callback, oidcOf, setupIdentity, startFlow } from '../../support/oidc-world.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())

describe('try', () => {
  test('a person comes', async () => {
    const { identity } = await setupIdentity(provider.env)
    const oidc = oidcOf(identity)
    const { started, verifier, state } = await startFlow(oidc)
    const back = await browseProvider(started.url, 'ana')
    expect(back.origin + back.pathname).toBe(callback)
    expect(back.searchParams.get('state')).toBe(state)
    const code = back.searchParams.get('code') ?? ''
    const finished = orThrow(await oidc.finish({ flow: started.flow, code, verifier }))
    const device = { id: newDeviceId(), name: 'a test' }
    const session = await oidc.open({ ticket: finished.ticket, device, invitation: undefined })
    expect(session).toMatchObject({ ok: true, value: { user: { username: 'ana' } } })
  })
})
