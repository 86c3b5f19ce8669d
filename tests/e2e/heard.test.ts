import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { heardOn, listenTo } from '../support/heard.ts'
import { channel, createChannel, createWorkspace, joinWorkspace, message, post, signUp } from '../support/screens.ts'

test('a person who hears the screens hears what stands there, in its order, and each new message once', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  expect(await heardOn(ana)).toMatchInlineSnapshot()
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await createChannel(ana, 'quay')
  await post(ben, 'Who rows on Sunday?')
  await channel(ana, /^general.*unread/u).waitFor()
  expect(await heardOn(ana, 'nav')).toMatchInlineSnapshot()

  await channel(ana, /^general/u).click()
  await message(ana, 'Who rows').filter({ hasText: 'online' }).waitFor()
  await post(ana, 'I do.')
  await message(ana, 'I do.').filter({ hasText: 'Seen by 1: Ben' }).waitFor()
  expect(await heardOn(ana, 'main')).toMatchInlineSnapshot()

  const said = await listenTo(ana)
  await post(ben, 'At nine then')
  await message(ana, 'At nine then').waitFor()
  await post(ben, 'Bring the oars')
  await message(ana, 'Bring the oars').waitFor()
  await expect
    .poll(async () => (await said()).filter((text) => /At nine|oars/u.test(text)))
    .toEqual(['Ben: At nine then', 'Ben: Bring the oars'])
})
