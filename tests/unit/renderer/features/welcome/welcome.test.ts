import { expect, test } from 'vitest'
import { createNotifyChoices } from '../../../../../renderer/features/notifications/notify-choices.ts'
import { unmanaged } from '../../../../../main/policy/policy.ts'
import { createWelcome } from '../../../../../renderer/features/welcome/welcome.ts'
import { person } from '../../../../support/shown-message.ts'

function memory(): {
  readonly read: (key: string) => string | undefined
  readonly write: (key: string, value: string) => void
} {
  const all = new Map<string, string>()
  return { read: (key) => all.get(key), write: (key, value) => void all.set(key, value) }
}

test('the first screens are shown until they were left, over a reload, and again when asked for', () => {
  const remembered = memory()
  const welcome = createWelcome(remembered)
  expect(welcome.due.read()).toBe('')
  welcome.begin(person('a'))
  expect(createWelcome(remembered).due.read()).toBe(person('a'))
  welcome.end()
  expect(welcome.due.read()).toBe('')
  expect(createWelcome(remembered).due.read()).toBe('')
})

test('[NT6] what notifications say is kept on the device; what cannot be read is as usual', () => {
  const remembered = memory()
  const choices = createNotifyChoices(remembered, unmanaged.state)
  expect(choices.state.read()).toEqual({ isOn: true, content: 'text' })
  choices.change({ content: 'name' })
  choices.change({ isOn: false })
  expect(createNotifyChoices(remembered, unmanaged.state).state.read()).toEqual({
    isOn: false,
    content: 'name',
  })
  remembered.write('notify', 'content=nonsense')
  expect(createNotifyChoices(remembered, unmanaged.state).state.read()).toEqual({
    isOn: true,
    content: 'text',
  })
})
