/** The devices, the relay and the promises of one run, and what each step of a plan does to them. */
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import { createSeededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { createDevice, type Device, type ProcessPool } from './device.ts'
import { copyFolder } from './disk.ts'
import type { FaultKind, Plan, Step } from './plan.ts'
import { type Change, changeable, createPromises, editedText, type Post, type Promises } from './promises.ts'
import { createRelayUnderFire, type RelayUnderFire } from './relay.ts'
import type { Template } from './template.ts'

export interface World {
  readonly template: Template
  readonly folder: string
  readonly plan: Plan
  /** For what chance does to bytes; seeded like the plan. */
  readonly random: SeededRandom
  readonly pool: ProcessPool
  readonly devices: ReadonlyArray<Device>
  readonly relay: RelayUnderFire
  readonly promises: Promises
  /** Devices whose disk lost something: they have it all again only after they were in sync. */
  readonly hurt: Set<number>
  /** What ends the faults that are going on, and the step at which it does. */
  heals: ReadonlyArray<{ readonly at: number; readonly heal: () => Promise<void> }>
  readonly done: Map<FaultKind, number>
  /** What happened, in order. */
  readonly log: Array<string>
  /** What must not have happened. */
  readonly complaints: Array<string>
  readonly relayEnv: Readonly<Record<string, string>>
}

const emojis = ['👍', '🎉', '👀']

export async function createWorld(
  plan: Plan,
  template: Template,
  pool: ProcessPool,
  folder: string,
  relayEnv: Readonly<Record<string, string>>,
): Promise<World> {
  const log: Array<string> = []
  const complaints: Array<string> = []
  const random = createSeededRandom(plan.seed + 0.5)
  const relayFolder = path.join(folder, 'relay')
  copyFolder(template.relayFolder, relayFolder)
  const devices = await Promise.all(
    template.devices.slice(0, plan.devices).map(async (device, index) => {
      const own = path.join(folder, `device-${index}`)
      copyFolder(device.folder, own)
      return createDevice(device, own, pool, (line) => complaints.push(line))
    }),
  )
  const relay = createRelayUnderFire(relayFolder, random, relayEnv)
  const own = { heals: [], done: new Map(), hurt: new Set<number>(), promises: createPromises() }
  return { template, folder, plan, random, pool, devices, relay, log, complaints, relayEnv, ...own }
}

export function note(world: World, line: string): void {
  world.log.push(`${(performance.now() / 1_000).toFixed(3)} ${line}`)
}

export function deviceAt(world: World, index: number): Device {
  const device = world.devices[index]
  if (device === undefined) throw new Defect(`no device ${index}`)
  return device
}

export async function startRelay(world: World): Promise<void> {
  if (world.relay.pid() !== undefined) return
  const url = await world.relay.start()
  for (const { gate } of world.devices) gate.leadTo(url)
}

export async function startDevice(world: World, device: Device): Promise<void> {
  if (device.isRunning()) return
  const problem = await device.start()
  if (problem === undefined) return
  note(world, `${device.name} did not start: ${problem}`)
  await device.kill()
}

export function write(world: World, step: Extract<Step, { do: 'post' }>): void {
  const device = deviceAt(world, step.device)
  const conversation = world.template.conversations[step.conversation]
  if (conversation === undefined || !device.isRunning()) return
  for (let number = 0; number < step.count; number++) {
    const text = `message ${world.promises.posts.length}`
    const where = { conversation: step.conversation, device: step.device }
    const post: Post = { kind: 'post', ...where, text, fate: 'asked', id: undefined }
    world.promises.posts.push(post)
    device.post(conversation, post)
  }
}

export function change(world: World, step: Extract<Step, { do: 'edit' | 'redact' | 'react' }>): void {
  const device = deviceAt(world, step.device)
  const conversation = world.template.conversations[step.conversation]
  const emoji = emojis[step.pick % emojis.length] ?? ''
  const isOwn = (author: number): boolean =>
    step.do === 'react' || deviceAt(world, author).user === device.user
  const targets = changeable(world.promises, step.do, step.conversation, emoji).filter((post) =>
    isOwn(post.device),
  )
  const target = targets[step.pick % Math.max(1, targets.length)]
  if (conversation === undefined || target === undefined || !device.isRunning()) return
  const where = { conversation: step.conversation, device: step.device }
  const asked: Change = { kind: step.do, ...where, target, user: device.user, emoji, fate: 'asked' }
  world.promises.changes.push(asked)
  device.change(conversation, asked, editedText(target.text))
}
