/** One run: a plan played on real processes, everything healed, and then nothing may be missing. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { SeenMessage } from './device-messages.ts'
import { createDevice, type Device, type ProcessPool } from './device.ts'
import { type FaultKind, makePlan, type Step, stepText } from './plan.ts'
import { complaintsAbout } from './promises.ts'
import { copyDisk, copyRelay, farthestJumpHours, strike } from './strike.ts'
import type { Template } from './template.ts'
import { change, createWorld, deviceAt, note, startDevice, startRelay, type World, write } from './world.ts'

export interface RunDeps {
  readonly template: Template
  readonly pool: ProcessPool
  /** A run has a folder of its own in it. */
  readonly folder: string
  readonly relayEnv: Readonly<Record<string, string>>
  readonly keep: boolean
}

export interface RunOutcome {
  readonly seed: number
  readonly done: ReadonlyMap<FaultKind, number>
  /** Messages and changes of which the device said that they are kept. */
  readonly kept: number
  /** Nothing: the run is clean. */
  readonly complaints: ReadonlyArray<string>
  /** Where all of it lies, if it was kept. */
  readonly folder: string | undefined
}

/** A bound, not a promise of speed: on a machine that others keep busy devices get in sync all the same, only later. */
const patienceMs = 60_000
const wakeEveryMs = 400
/** On a busy machine an answer may take longer than the device waits. */
const signInAttempts = 5
/** Later than any moment that was ever written: clocks agree, and no message is from the future any more. */
const endOffset = (2 * farthestJumpHours + 1) * 3_600_000

export async function playRun(seed: number, deps: RunDeps): Promise<RunOutcome> {
  const plan = makePlan(seed)
  const folder = path.join(deps.folder, `run-${seed}`)
  mkdirSync(folder, { recursive: true })
  const world = await createWorld(plan, deps.template, deps.pool, folder, deps.relayEnv)
  try {
    await startRelay(world)
    await Promise.all(world.devices.map((device) => startDevice(world, device)))
    for (const [index, step] of plan.steps.entries()) await perform(world, step, index)
    await conclude(world)
  } catch (error) {
    world.complaints.push(
      `the run itself failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
    )
  }
  const { complaints, promises } = world
  if (complaints.length > 0) await noteStatus(world)
  await Promise.all(world.devices.map((device) => device.end()))
  await world.relay.kill()
  const isKept = deps.keep || complaints.length > 0
  if (isKept) writeFileSync(path.join(folder, 'log.txt'), [...world.log, ...complaints, ''].join('\n'))
  else rmSync(folder, { recursive: true, force: true })
  const kept = [...promises.posts, ...promises.changes].filter(({ fate }) => fate === 'kept').length
  return { seed, done: world.done, kept, complaints: [...complaints], folder: isKept ? folder : undefined }
}

async function perform(world: World, step: Step, index: number): Promise<void> {
  const due = world.heals.filter(({ at }) => at <= index)
  world.heals = world.heals.filter(({ at }) => at > index)
  for (const { heal } of due) await heal()
  note(world, `step ${index}: ${stepText(step)}`)
  switch (step.do) {
    case 'post':
      return write(world, step)
    case 'edit':
    case 'redact':
    case 'react':
      return change(world, step)
    case 'calm':
      return calm(world, step.ms)
    case 'copy disk':
      return copyDisk(world, deviceAt(world, step.device))
    case 'copy relay':
      return copyRelay(world)
    case 'fault': {
      if (step.wait > 0) await passing(step.wait)
      const heal = await strike(world, step)
      if (heal === undefined) return note(world, `  nothing to strike`)
      world.done.set(step.kind, (world.done.get(step.kind) ?? 0) + 1)
      world.heals = [...world.heals, { at: index + step.lasts + 1, heal }]
    }
  }
}

const passing = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Until all devices that run are in sync, or time is up. */
async function calm(world: World, ms: number): Promise<void> {
  const settled = Promise.all(
    world.devices.filter((device) => device.isRunning()).map((device) => device.ask({ kind: 'settle' })),
  )
  await Promise.race([settled, passing(ms)])
}

async function conclude(world: World): Promise<void> {
  note(world, 'healing')
  for (const { heal } of world.heals) await heal()
  world.heals = []
  await startRelay(world)
  for (const device of world.devices) {
    device.gate.heal()
    await device.setClock(endOffset)
    await startDevice(world, device)
  }
  const isSettled = await settleAll(world, world.devices)
  if (!isSettled || !(await untilKept(world, world.devices, 'as they stand'))) return
  note(world, 'opening again')
  for (const device of world.devices) {
    const problem = await device.reopen()
    if (problem !== undefined) world.complaints.push(`${device.name} did not open again: ${problem}`)
  }
  const fresh = await startFresh(world)
  const all = [...world.devices, fresh]
  if (await settleAll(world, all)) await untilKept(world, all, 'opened again, beside a fresh device')
  await fresh.end()
}

/** Ben on a device that knows nothing: what it shows is what the relay has. */
async function startFresh(world: World): Promise<Device> {
  const [, ben] = world.template.devices
  if (ben === undefined) throw new Error('the template has no second device')
  const folder = path.join(world.folder, 'fresh')
  const complain = (line: string): void => void world.complaints.push(line)
  const device = await createDevice({ ...ben, name: 'a fresh device' }, folder, world.pool, complain)
  device.gate.leadTo(world.devices[0]?.gate.url ?? '')
  await device.setClock(endOffset)
  let problem = await device.start()
  for (let attempt = 1; problem !== undefined && attempt < signInAttempts; attempt++) {
    await device.kill()
    problem = await device.start()
  }
  if (problem !== undefined) world.complaints.push(`a fresh device could not sign in: ${problem}`)
  return device
}

async function settleAll(world: World, devices: ReadonlyArray<Device>): Promise<boolean> {
  const settled = Promise.all(devices.map((device) => device.ask({ kind: 'settle' }))).then(() => true)
  for (let waited = 0; waited < patienceMs; waited += wakeEveryMs) {
    for (const device of devices) void device.ask({ kind: 'wake' })
    if (await Promise.race([settled, passing(wakeEveryMs).then(() => false)])) return true
  }
  world.complaints.push('not all devices got in sync')
  return false
}

/** True once every device shows the same, and all that was promised. */
async function untilKept(world: World, devices: ReadonlyArray<Device>, when: string): Promise<boolean> {
  let found: ReadonlyArray<string> = []
  const end = Date.now() + patienceMs / 4
  do {
    found = await examine(world, devices)
    if (found.length === 0) return true
    await passing(50)
  } while (Date.now() < end)
  world.complaints.push(...found.map((line) => `${when}: ${line}`))
  return false
}

async function examine(world: World, devices: ReadonlyArray<Device>): Promise<ReadonlyArray<string>> {
  const complaints: Array<string> = []
  for (let number = 0; number < world.plan.conversations; number++) {
    const conversation = world.template.conversations[number]
    if (conversation === undefined) continue
    const views = await Promise.all(devices.map((device) => device.ask({ kind: 'view', conversation })))
    const [first] = views
    for (const [index, view] of views.entries()) {
      const name = devices[index]?.name ?? ''
      if (view.kind !== 'view' || !view.whole) {
        const how = view.kind === 'view' ? `${view.before}, ${view.messages.length} messages` : view.kind
        complaints.push(`${name} does not show conversation ${number} whole: ${how}`)
        continue
      }
      complaints.push(
        ...complaintsAbout(world.promises, number, view.messages).map((line) => `${name}: ${line}`),
      )
      if (first?.kind === 'view' && !isSame(view.messages, first.messages)) {
        complaints.push(`${name} shows conversation ${number} unlike ${devices[0]?.name}`)
        complaints.push(...differences(first.messages, view.messages))
      }
    }
  }
  return complaints
}

/** What stands in one of two views alone, a line each. */
function differences(
  left: ReadonlyArray<SeenMessage>,
  right: ReadonlyArray<SeenMessage>,
): ReadonlyArray<string> {
  const line = ({ delivery: _, ...message }: SeenMessage): string => JSON.stringify(message)
  const [here, there] = [left.map(line), right.map(line)]
  return [
    ...here.filter((each) => !there.includes(each)).map((each) => `  only in the first: ${each}`),
    ...there.filter((each) => !here.includes(each)).map((each) => `  only in the other: ${each}`),
  ]
}

/** A message from the future stands where the device's own clock puts it, until it is loaded again: order is left out then. */
function isSame(left: ReadonlyArray<SeenMessage>, right: ReadonlyArray<SeenMessage>): boolean {
  const isOrdered = ![...left, ...right].some(({ clamped }) => clamped)
  return isDeepStrictEqual(comparable(left, isOrdered), comparable(right, isOrdered))
}

function comparable(messages: ReadonlyArray<SeenMessage>, isOrdered: boolean): unknown {
  if (isOrdered) return messages.map(({ delivery: _, ...message }) => message)
  return messages
    .map(({ at: _, clamped: __, delivery: ___, ...message }) => message)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

async function noteStatus(world: World): Promise<void> {
  for (const device of world.devices) {
    const status = await device.ask({ kind: 'status' })
    if (status.kind !== 'status') continue
    note(world, `${device.name}: ${status.connection}, trouble ${status.trouble}`)
    for (const report of status.reports) note(world, `  ${report}`)
  }
}
