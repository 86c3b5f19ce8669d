/** The faults: how each strikes, and what ends it. */
import path from 'node:path'
import {
  copyFolder,
  damageJournal,
  damageStoredValue,
  damageStoreFile,
  deleteStore,
  limitFiles,
  tearJournal,
} from './disk.ts'
import type { Device } from './device.ts'
import type { FaultStep } from './plan.ts'
import { type Change, isTakenBack, type Post } from './promises.ts'
import { deviceAt, note, startDevice, startRelay, type World } from './world.ts'

type Heal = () => Promise<void>
const nothingToHeal: Heal = async () => undefined

const hourMs = 3_600_000
/** Clocks jump this far, either way. */
export const farthestJumpHours = 5

/** Undefined if there is nothing that it could befall just now: a device that is down, a copy that was not made. */
export async function strike(world: World, fault: FaultStep): Promise<Heal | undefined> {
  const { kind, amount } = fault
  switch (kind) {
    case 'relay killed':
    case 'relay stopped':
    case 'relay disk full':
    case 'old relay restored':
      return strikeRelay(world, kind, amount)
    case 'device killed':
    case 'store deleted':
    case 'stored value damaged':
    case 'store file damaged':
    case 'journal torn':
    case 'journal damaged':
    case 'old disk restored':
      return strikeDisk(world, deviceAt(world, fault.device), fault)
    case 'connection cut':
    case 'network away':
    case 'network slow':
    case 'network swallows':
    case 'cut within a frame':
      return strikeNetwork(deviceAt(world, fault.device), kind, amount)
    case 'device disk full': {
      const device = deviceAt(world, fault.device)
      const isFull = await device.limitFiles(Math.floor(amount ** 2 * 200_000))
      return isFull ? async () => void (await device.limitFiles(undefined)) : undefined
    }
    case 'clock jumped': {
      const device = deviceAt(world, fault.device)
      await device.setClock(Math.round((amount * 2 - 1) * farthestJumpHours * hourMs))
      return nothingToHeal
    }
  }
}

async function strikeRelay(
  world: World,
  kind: 'relay killed' | 'relay stopped' | 'relay disk full' | 'old relay restored',
  amount: number,
): Promise<Heal | undefined> {
  const { relay } = world
  const pid = relay.pid()
  if (pid === undefined) return undefined
  if (kind === 'relay disk full') return relayDiskFull(world, pid, Math.floor(amount ** 2 * 400_000))
  if (kind === 'relay stopped') await relay.stop()
  else await relay.kill()
  if (kind === 'old relay restored' && !relay.restore()) {
    await startRelay(world)
    return undefined
  }
  return () => startRelay(world)
}

function strikeNetwork(
  { gate }: Device,
  kind: 'connection cut' | 'network away' | 'network slow' | 'network swallows' | 'cut within a frame',
  amount: number,
): Heal {
  switch (kind) {
    case 'connection cut':
      gate.cut()
      return nothingToHeal
    case 'network away':
      gate.shut()
      break
    case 'network slow':
      gate.slow(Math.ceil(amount * 60))
      break
    case 'network swallows':
      gate.swallow()
      break
    case 'cut within a frame':
      gate.cutAfter(Math.floor(amount ** 2 * 2_000), (amount * 1_000) % 1 < 0.5 ? 'up' : 'down')
      break
  }
  return async () => gate.heal()
}

/** All of these begin with a device process that is killed. */
async function strikeDisk(world: World, device: Device, fault: FaultStep): Promise<Heal | undefined> {
  if (!device.isRunning()) return undefined
  const { folder } = device
  const heal = async (): Promise<void> => {
    await startDevice(world, device)
    if (!world.hurt.has(fault.device)) await expectOwn(world, device, fault.device)
  }
  if (fault.kind !== 'device killed' && fault.kind !== 'journal torn') world.hurt.add(fault.device)
  if (fault.kind === 'old disk restored')
    return (await restoreDisk(world, device, fault.device)) ? heal : undefined
  await device.kill()
  switch (fault.kind) {
    case 'store deleted':
      deleteStore(folder)
      break
    case 'stored value damaged':
      damageStoredValue(folder, world.random)
      break
    case 'store file damaged':
      damageStoreFile(folder, world.random)
      break
    case 'journal torn':
      tearJournal(folder, world.random)
      break
    case 'journal damaged':
      damageJournal(folder, world.random)
      break
    default:
      break
  }
  return heal
}

/** What a device kept it has, whether the relay is there or not: neither store nor journal was touched. */
async function expectOwn(world: World, device: Device, index: number): Promise<void> {
  const { posts, changes } = world.promises
  const own = posts.filter(
    (post) => post.device === index && post.fate === 'kept' && !isTakenBack(changes, post),
  )
  for (const [number, conversation] of world.template.conversations.entries()) {
    const wanted = own.filter((post) => post.conversation === number)
    if (wanted.length === 0) continue
    const view = await device.ask({ kind: 'view', conversation })
    if (view.kind !== 'view') continue
    const shown = new Set(view.messages.map(({ id }) => id))
    const forgotten = wanted.filter(({ id }) => id !== undefined && !shown.has(id))
    world.complaints.push(...forgotten.map(({ text }) => `${device.name} came back without "${text}"`))
  }
}

const copyOf = (device: Device): string =>
  path.join(path.dirname(device.folder), `${path.basename(device.folder)}.copy`)

export async function copyDisk(world: World, device: Device): Promise<void> {
  await device.kill()
  copyFolder(device.folder, copyOf(device))
  await startDevice(world, device)
}

export async function copyRelay(world: World): Promise<void> {
  await world.relay.kill()
  world.relay.backUp()
  await startRelay(world)
}

/** What the relay has not got by now goes with the disk: nobody promises that back. */
async function restoreDisk(world: World, device: Device, index: number): Promise<boolean> {
  const { posts, changes } = world.promises
  // What is under way while others are asked may be written in between, and is lost with the disk.
  const underWay = new Set<Post | Change>([...posts, ...changes].filter(({ fate }) => fate === 'asked'))
  const [onRelay, settled] = await knownToBeOnRelay(world, device)
  await device.kill()
  const isSafe = (each: Post | Change): boolean =>
    each.kind === 'post'
      ? each.id !== undefined && onRelay.has(each.id)
      : each.target.id !== undefined && settled.has(each.target.id) && !underWay.has(each)
  const gone = [...posts, ...changes].filter(
    (each) => each.device === index && each.fate !== 'refused' && !isSafe(each),
  )
  for (const each of gone) each.fate = 'unknown'
  note(world, `${device.name} lost ${gone.length} messages and changes that were not on the relay`)
  copyFolder(copyOf(device), device.folder)
  return true
}

/** Messages that anybody else shows or that the device knows to be there; and those of its own of which nothing waits. */
async function knownToBeOnRelay(
  world: World,
  device: Device,
): Promise<readonly [ReadonlySet<string>, ReadonlySet<string>]> {
  const [onRelay, settled] = [new Set<string>(), new Set<string>()]
  for (const each of world.devices) {
    for (const conversation of each.isRunning() ? world.template.conversations : []) {
      const view = await each.ask({ kind: 'view', conversation })
      for (const { id, delivery } of view.kind === 'view' ? view.messages : []) {
        if (each === device ? delivery === 'relay' : delivery === undefined) onRelay.add(id)
        if (each === device && delivery === 'relay') settled.add(id)
      }
    }
  }
  return [onRelay, settled]
}

async function relayDiskFull(world: World, pid: number, bytes: number): Promise<Heal | undefined> {
  if (!(await limitFiles(pid, bytes))) return undefined
  return async () => {
    const now = world.relay.pid()
    if (now !== undefined) await limitFiles(now, undefined)
  }
}
