import { describe, expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import { isTypeBlocked } from '../../../../../core/policy/blocked-types.ts'
import type { PolicyState } from '../../../../../core/policy/resolve.ts'
import type { Attachment } from '../../../../../core/conversation/op.ts'
import { attachmentId, conversationId, userId } from '../../../../../core/protocol/ids.ts'
import { createPageFiles } from '../../../../../renderer/features/attachments/page-files.ts'
import { createNotifyChoices } from '../../../../../renderer/features/notifications/notify-choices.ts'
import { noteText, valueText } from '../../../../../renderer/features/policy/words.ts'
import { createPagePolicy } from '../../../../../renderer/platform/page-policy.ts'
import { forgetful } from '../../../../../renderer/platform/remembered.ts'
import { policiesSet } from '../../../../support/policies.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

/** A bridge that writes down what it is asked, and answers late what main knows of policies. */
function pageBridge() {
  const world: {
    asked: Array<string>
    answer: (state: PolicyState) => void
    change: (state: PolicyState) => void
  } = { asked: [], answer: () => undefined, change: () => undefined }
  const bridge = {
    call: (name: string) => {
      world.asked.push(name)
      if (name !== 'policy.read') return new Promise<never>(() => undefined)
      return new Promise((resolve) => {
        world.answer = resolve
      })
    },
    listen: (name: string, listener: (state: PolicyState) => void) => {
      if (name === 'policy.changed') world.change = listener
      return () => undefined
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- two calls of a hundred
  return { bridge: bridge as unknown as Parameters<typeof createPagePolicy>[0], world }
}

describe('policies on the page', () => {
  test('[PO24] are as main tells them, and a change that comes before the first answer stays', async () => {
    const { bridge, world } = pageBridge()
    const policy = createPagePolicy(bridge)
    expect(policy.read().entries.MaxFileMb.setBy).toBeUndefined()
    const changed = policiesSet({ MaxFileMb: 7 })
    world.change(changed)
    world.answer(policiesSet({ MaxFileMb: 5 }))
    await Promise.resolve()
    expect(policy.read()).toBe(changed)

    const second = pageBridge()
    const late = createPagePolicy(second.bridge)
    const first = policiesSet({ MaxFileMb: 5 })
    second.world.answer(first)
    await Promise.resolve()
    expect(late.read()).toBe(first)
  })

  test('[PO24] values and notes have words', () => {
    expect([true, false, 100_000, 'name', ['a', 'b'], [], ''].map(valueText)).toEqual([
      'Yes',
      'No',
      '100,000',
      'name',
      'a, b',
      'None',
      'None',
    ])
    expect(noteText({ kind: 'not-trusted', source: 'x' })).toMatch(/administrator/)
  })

  test('[PO21] notifications say what is mandatory; a recommendation gives way to the person’s choice', () => {
    const policy = createCell(policiesSet({}))
    const remembered = forgetful()
    const choices = createNotifyChoices(remembered, policy)
    const content = (): string => choices.state.read().content
    expect(content()).toBe('text')
    policy.write(policiesSet({ NotificationContent: 'name' }, 'machine-recommended'))
    expect(content()).toBe('name')
    choices.change({ isOn: true }) // says nothing of the content
    expect(createNotifyChoices(remembered, policy).state.read().content).toBe('name')
    choices.change({ content: 'text' })
    expect(content()).toBe('text')
    policy.write(policiesSet({ NotificationContent: 'none' }))
    expect(content()).toBe('none')
    choices.change({ content: 'text' })
    expect(content()).toBe('none')
    policy.write(policiesSet({}))
    expect(content()).toBe('text') // the own choice was kept
  })

  test('[PO20] a file of a blocked type is neither attached nor opened, and main is not asked', async () => {
    const { bridge, world } = pageBridge()
    const files = createPageFiles({
      bridge,
      policy: createCell(policiesSet({ BlockedFileTypes: ['exe'] })),
      clock: createVirtualClock(),
    })
    const drafts = files.drafts(userId('c'.repeat(32)), conversationId('a'.repeat(32)))
    drafts.add([new File(['MZ'], 'Invoice.pdf.EXE')])
    expect(drafts.all.read().map(({ state }) => state)).toEqual([
      { kind: 'failed', failure: { kind: 'by-policy' } },
    ])
    const attachment: Attachment = {
      id: attachmentId('b'.repeat(32)),
      name: 'setup.exe',
      type: 'application/octet-stream',
      size: 1,
      sha256: new Uint8Array(32),
      seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 1 },
    }
    expect(await files.open(attachment)).toEqual({ ok: false, failure: { kind: 'by-policy' } })
    expect(world.asked).toEqual(['files.transfers'])
  })

  test.each([
    ['setup.exe', true],
    ['SETUP.ExE', true],
    ['setup.exe.', true],
    ['setup.exe . ', true],
    ['invoice.pdf.exe', true],
    ['.exe', true],
    ['setup.exe.txt', false],
    ['exe', false],
    ['setupexe', false],
    ['', false],
  ])('[PO20] of %j the type is blocked: %s', (name, isBlocked) => {
    expect(isTypeBlocked(['exe'], name)).toBe(isBlocked)
  })
})
