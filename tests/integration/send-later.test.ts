import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { readScheduled, schedule } from '../../core/engine/personal/scheduled.ts'
import { randomId, opId, type ConversationId, type WorkspaceId } from '../../core/protocol/ids.ts'
import { systemRandom } from '../../main/system.ts'
import { beginSealed, createWorld, type Device, hasTexts, link, write } from '../support/own-devices.ts'
import { until } from '../support/until.ts'

const settingsOf = (device: Device, workspace: WorkspaceId) => device.engine().personal(workspace)

async function put(
  device: Device,
  workspace: WorkspaceId,
  conversation: ConversationId,
  what: { readonly text: string; readonly inMs: number },
): Promise<void> {
  const { all, set } = settingsOf(device, workspace)
  const changes = schedule(all.read(), {
    message: randomId(opId, systemRandom),
    conversation,
    text: what.text,
    mentions: [],
    thread: undefined,
    alsoInChannel: false,
    replyTo: undefined,
    preview: undefined,
    at: millis(Date.now() + what.inMs),
  })
  if ('kind' in changes) throw new Error('refused')
  for (const [key, value] of changes) orThrow(await set(key, value))
}

const isEmpty = (all: ReadonlyMap<string, string>): boolean => readScheduled(all).length === 0

test(
  '[PS13] [PS14] two devices that are on send what was scheduled once, also if one was restarted meanwhile',
  { timeout: 120_000 },
  async () => {
    const { workspace, start } = await createWorld()
    const [ada, bob] = [await start('ada'), await start('bob')]
    const dm = await beginSealed(ada, workspace, bob)
    const here = await write(ada, dm, 'now')
    const tablet = await start('ada')
    await link(ada, tablet)
    const there = await bob.open(dm)
    await until(there.view, hasTexts('now'))
    await put(ada, workspace, dm, { text: 'later', inMs: 4_000 })
    const onTablet = settingsOf(tablet, workspace).all
    await until(onTablet, (all) => !isEmpty(all))
    await until(there.view, hasTexts('now', 'later'))
    await Promise.all([ada, tablet].map((device) => until(settingsOf(device, workspace).all, isEmpty)))
    const atTablet = await tablet.open(dm)
    await until(atTablet.view, ({ messages }) => messages.some(({ text }) => text === 'later'))

    await put(ada, workspace, dm, { text: 'in your absence', inMs: 1_000 })
    await ada.stopEngine()
    await until(there.view, hasTexts('now', 'later', 'in your absence'))
    await ada.restartEngine()
    const again = await ada.open(dm)
    await until(again.view, hasTexts('now', 'later', 'in your absence'))
    await until(settingsOf(ada, workspace).all, isEmpty)
    here.close()
    expect(there.view.read().messages.map(({ text }) => text)).toEqual(['now', 'later', 'in your absence'])
  },
)
