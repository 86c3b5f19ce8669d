/** Windows of one account round one device, and another person. */
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { openSharedEngine } from '../../core/engine/shared/windows.ts'
import { userId } from '../../core/protocol/ids.ts'
import { testUser } from './conversations.ts'
import { createWorld, type Device, general, workspace, type World } from './devices.ts'
import { createFakeWindows, type FakeWindows } from './fake-windows.ts'
import { createSeededRandom } from './seeded-random.ts'

export interface Window {
  readonly engine: Engine
  readonly open: OpenConversation
  /** The window is killed, and with it the engine if it ran it. */
  readonly die: () => void
}

export interface WindowWorld {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
  readonly windows: FakeWindows
  readonly window: (name: string) => Promise<Window>
}

export async function setupWindows(): Promise<WindowWorld> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  world.relay.tell([
    {
      kind: 'member',
      workspace,
      user: userId('a'.repeat(32)),
      name: 'Ada',
      role: 'member',
      placeholder: false,
    },
  ])
  await alice.start()
  await bob.start()
  await world.deliverAll()
  await alice.engine().close()
  const windows = createFakeWindows()
  let seed = 100
  const window = async (name: string): Promise<Window> => {
    const page = windows.add(name)
    let isHost = false
    const engine = orThrow(
      await openSharedEngine({
        self: testUser(1),
        window: name,
        clock: world.clock,
        random: createSeededRandom(seed++),
        lock: page.lock,
        channel: page.channel,
        openOwn: async () => {
          isHost = true
          return ok(await alice.start())
        },
        failed: () => undefined,
      }),
    )
    const open = engine.open(general)
    if (open === undefined) throw new Error('no such conversation')
    await world.deliverAll()
    return {
      engine,
      open,
      die: () => {
        if (isHost) alice.kill()
        page.die()
      },
    }
  }
  return { world, alice, bob, windows, window }
}

export const draftOf = ({ open }: Window): string => open.view.read().draft
