/** What a client with keys sends along with its messages, on a real relay. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { attachmentToAnswer } from '../../../core/protocol/attachments-api.ts'
import { attach, openFile, readSaying } from '../../../headless/saying.ts'
import { appPassword } from '../../support/app-person.ts'
import { examplesOf, runExample } from '../../support/guide-example.ts'
import { failed } from '../../support/own-devices.ts'
import {
  areOut,
  hasText,
  idOf,
  isSealedClient,
  robotImports,
  setupRobot,
  talk,
} from '../../support/sealed-robot.ts'
import { until } from '../../support/until.ts'

const [, , , filing = ''] = examplesOf('client.md', 'js')

test('[HC9] files, mentions and replies in the channel are sent and read, sealed; the example of the guide', async () => {
  const { workspace, relay, start, robot, options } = await setupRobot()
  const ada = await start('ada')
  const { user } = ada.account
  const { room, there } = await talk(robot, ada, workspace)
  const frames: Array<unknown> = []
  robot.listen((frame) => frames.push(frame))
  const bytes = new TextEncoder().encode('a chart of the harbour')
  const file = { name: '../chart.txt', type: 'text/plain', bytes }
  const attached = orThrow(await room.attach(file))
  const root = room.messages.read()[0]?.id ?? ''
  const brought = { thread: root, alsoInChannel: true, mentions: [user], attachments: [attached] }
  orThrow(await room.send('', brought))
  await until(there.view, ({ messages }) => messages.at(-1)?.attachments?.length === 1)
  const shown = there.view.read().messages.at(-1)
  expect(shown).toMatchObject({ text: '', thread: root, alsoInChannel: true, mentions: [user] })
  const [given] = shown?.attachments ?? []
  if (given === undefined) throw new Error('it brings a file')
  expect(given.name).toBe('.._chart.txt')
  expect(orThrow(await openFile(ada.bridge, attachmentToAnswer(given)))).toEqual(bytes)
  const back = orThrow(await attach(ada.bridge, idOf(room), { ...file, name: 'back.txt' }))
  orThrow(
    await there.post('for you', { ...orThrow(readSaying({ attachments: [back], mentions: [robot.self] })) }),
  )
  await until(room.messages, hasText('hello ada', '', 'for you'))
  await until(room.messages, areOut)
  const last = room.messages.read().at(-1)
  expect(last).toMatchObject({ mentions: [robot.self], attachments: [{ name: 'back.txt' }] })
  expect(orThrow(await room.open(last?.attachments[0] ?? attached))).toEqual(bytes)
  expect(frames).toContainEqual(
    expect.objectContaining({
      type: 'message',
      content: 'for you',
      mentions: [robot.self],
      attachments: [back],
    }),
  )
  for (const folder of [options.folder, relay.folder]) expect(holds(folder, bytes)).toBe(false)

  const lie = { ...attached, sha256: 'short' }
  expect(await room.send('x', { attachments: [lie] })).toEqual(failed('unknown-file'))
  expect(await room.send('x', { mentions: ['nobody'] })).toEqual(failed('unknown-person'))
  const stranger = { ...attached, id: '0'.repeat(32) }
  expect(await room.send('x', { attachments: [stranger] })).toMatchObject(failed('file'))
  expect(await room.open(lie)).toMatchObject(failed('refused'))
  expect(room.messages.read()).toHaveLength(3)
  const left = orThrow(await room.attach(file))
  const isHere = ({ id }: typeof left): boolean =>
    readdirSync(options.folder, { recursive: true }).some((name) => String(name).includes(id))
  expect(isHere(left)).toBe(true)
  await robot.close()
  const env = {
    FOLDER: options.folder,
    RELAY: relay.url,
    BOT: 'robot',
    PASSPHRASE: appPassword,
    ROOM: room.id,
  }
  const client = await runExample(filing, 'client', robotImports, env)
  if (!isSealedClient(client)) throw new Error('the example makes a client')
  await until(there.view, ({ messages }) => messages.at(-1)?.text === 'The nightly report')
  expect(isHere(left)).toBe(false) // nobody knows of it any more
  await client.close()
})

/** Some file in the folder has these bytes in it. */
const holds = (folder: string, bytes: Uint8Array): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(path.join(entry.parentPath, entry.name)).includes(Buffer.from(bytes)))
