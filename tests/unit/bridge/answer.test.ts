import { describe, expect, test } from 'vitest'
import { Defect } from '../../../core/base/defect.ts'
import { ok } from '../../../core/base/result.ts'
import { answerBridge } from '../../../core/bridge/answer.ts'
import { bridgeInputs } from '../../../core/bridge/contract.ts'
import { createTestBridge } from '../../support/test-bridge.ts'

const id = 'a'.repeat(32)

describe('answerBridge', () => {
  test('hands on what the schema made of the input', async () => {
    const { bridge, asked } = createTestBridge()
    const input = { username: 'ADA', displayName: ' Ada ', password: 'correct horse battery' }
    await answerBridge(bridge, 'session.register', input)
    expect(asked).toEqual([['session.register', { ...input, username: 'ada', displayName: 'Ada' }]])
    expect(
      await answerBridge(bridge, 'outbox.append', {
        entries: [{ conversation: id, counter: 0, bytes: new Uint8Array(4) }],
      }),
    ).toEqual(ok(undefined))
  })

  test.each([
    'nothing',
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    7,
    undefined,
    null,
    ['app.info'],
    {},
  ])('knows no call %j', async (name) => {
    const { bridge, asked } = createTestBridge()
    await expect(answerBridge(bridge, name, {})).rejects.toThrow(new Defect('no such call on the bridge'))
    expect(asked).toEqual([])
  })

  test.each(Object.keys(bridgeInputs))(
    '%s refuses what is no object, and keys it does not know',
    async (name) => {
      const { bridge, asked } = createTestBridge()
      for (const input of [undefined, null, 'text', 7]) {
        await expect(answerBridge(bridge, name, input)).rejects.toThrow(Defect)
      }
      await expect(answerBridge(bridge, name, { extra: 'a secret value' })).rejects.toThrow(Defect)
      expect(asked).toEqual([])
    },
  )

  test.each([
    ['session.signIn', { username: 'a secret value!', password: 'x' }, 'session.signIn: bad username'],
    ['session.unlock', { password: 7 }, 'session.unlock: bad password'],
    ['session.unlock', { password: 'x', 'a "secret" value': 1 }, 'session.unlock: bad a??secret??value'],
    [
      'outbox.append',
      { entries: [{ conversation: id, counter: 0, bytes: [1] }] },
      'outbox.append: bad entries.0.bytes',
    ],
    [
      'outbox.append',
      { entries: [{ conversation: id, counter: 0, bytes: new Uint8Array(300_000) }] },
      'outbox.append: bad entries.0.bytes',
    ],
    [
      'outbox.append',
      { entries: [{ conversation: id, counter: -1, bytes: new Uint8Array() }] },
      'outbox.append: bad entries.0.counter',
    ],
    ['outbox.append', { entries: [] }, 'outbox.append: bad entries'],
    ['directory.joinWorkspace', { workspace: '../admin' }, 'directory.joinWorkspace: bad workspace'],
    ['shell.openLink', { url: 'not a secret value' }, 'shell.openLink: bad url'],
    ['app.info', 'a secret value', 'app.info: bad input'],
  ])('%s names the field and never the value: %#', async (name, input, message) => {
    const { bridge } = createTestBridge()
    await expect(answerBridge(bridge, name, input)).rejects.toThrow(new Defect(message))
  })
})
