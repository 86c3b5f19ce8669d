/** Two people, one of them with two devices, and what they do while everything goes wrong: for the property CR50. */
import type { Engine, OpenConversation, ShownMessage } from '../../core/engine/engine.ts'
import type { OpId } from '../../core/protocol/ids.ts'
import { createWorld, type Device, general, settled, type World } from './devices.ts'

export interface Person {
  readonly device: Device
  /** Puts an older copy of the store back. */
  restore: () => void
  /** Puts an older image of the whole disk back. */
  restoreDisk: () => Promise<void>
  opened: { readonly engine: Engine; readonly conversation: OpenConversation } | undefined
}

export interface Play {
  readonly world: World
  readonly people: ReadonlyArray<Person>
  /** Texts whose post was confirmed, and those of which nobody can know. */
  readonly posted: Set<string>
  readonly uncertain: Set<string>
  /** Texts whose author took them back or tried to. */
  readonly redacted: Set<string>
  /** Those whose author gave them up before the relay had them; nobody may ever see them. */
  readonly givenUp: Set<string>
  /** Those that were deleted before they had ever left: not even a tombstone is anywhere, but where an image of the disk had them. */
  readonly unseen: Map<OpId, string>
  /** What becomes an old copy or gets lost: what all that may have it have lost, no protocol brings back. */
  readonly old: Old
  count: number
}
export type Old = 'disks' | 'journals' | 'relay'

export async function setupPlay(seed: number, old: Old): Promise<Play> {
  const world = createWorld(seed)
  // Two people, one of them with two devices.
  const people = [world.device(1), world.device(2), world.device(3, 1)].map((device): Person => ({
    device,
    restore: () => undefined,
    restoreDisk: async () => undefined,
    opened: undefined,
  }))
  for (const { device } of people) await device.start()
  await world.deliverAll()
  return {
    world,
    people,
    posted: new Set(),
    uncertain: new Set(),
    redacted: new Set(),
    givenUp: new Set(),
    unseen: new Map(),
    old,
    count: 0,
  }
}

export function conversationOf(person: Person): OpenConversation | undefined {
  if (!person.device.isOn()) return undefined
  const engine = person.device.engine()
  if (person.opened?.engine !== engine) {
    const conversation = engine.open(general)
    person.opened = conversation && { engine, conversation }
  }
  return person.opened?.conversation
}

export async function copyDisk(play: Play, person: Person): Promise<void> {
  const { world, posted, uncertain } = play
  const before = new Set(posted)
  const restore = await person.device.copyDisk()
  person.restoreDisk = async () => {
    await restore()
    play.givenUp.clear()
    play.unseen.clear() // the image may hold what was given up after it was taken
    const log = bytesOnRelay(world)
    for (const text of posted) {
      if (before.has(text) || log.includes(text)) continue
      posted.delete(text)
      uncertain.add(text)
    }
  }
}

export async function restart(device: Device): Promise<void> {
  if (!device.isOn()) await device.start()
}

const month = 30 * 86_400

export async function post(play: Play, person: Person): Promise<void> {
  play.count += 1
  const text = `message ${play.count}.`
  play.uncertain.add(text)
  // Every other one disappears, but not before the end: what waits for long is written anew (CR98).
  const outcome = conversationOf(person)?.post(text, play.count % 2 === 0 ? { expiresAfter: month } : {})
  void outcome?.then(({ ok }) => {
    play.uncertain.delete(text)
    if (ok) play.posted.add(text)
    return undefined
  })
  await settled()
}

export async function change(what: 'edit' | 'redact' | 'react', play: Play, person: Person): Promise<void> {
  const conversation = conversationOf(person)
  const target = conversation?.view.read().messages.findLast(({ author }) => author === person.device.user)
  if (conversation === undefined || target === undefined) return
  if (what === 'edit') void conversation.edit(target.id, `${target.text} again`)
  else if (what === 'redact') {
    const text = firstText(target.text)
    play.redacted.add(text)
    void conversation.redact(target.id).then((outcome) => {
      if (outcome.ok && outcome.value === target.id) play.unseen.set(target.id, text)
      return undefined
    })
  } else void conversation.react(target.id, '👍', target.reactions.length === 0)
  await settled()
}

const refusedOf = (person: Person): ReadonlyArray<ShownMessage> =>
  (conversationOf(person)?.view.read().messages ?? []).filter(({ delivery }) => delivery?.kind === 'refused')

/** If nothing is in its way. */
export async function beRefused(play: Play, person: Person): Promise<void> {
  play.world.relay.refuseNext('invalid')
  await post(play, person)
  person.device.wire()?.deliverToRelay()
  await settled()
  person.device.wire()?.deliverToClient()
  await settled()
}

export async function giveUp(play: Play, person: Person): Promise<void> {
  const [refused] = refusedOf(person)
  if (refused === undefined) return
  const text = firstText(refused.text)
  play.redacted.add(text)
  const isOnRelay = bytesOnRelay(play.world).includes(text)
  const outcome = conversationOf(person)?.discard(refused.id)
  void outcome?.then(({ ok }) => (ok && !isOnRelay ? play.givenUp.add(text) : undefined))
  await settled()
}

export function tryAgain(person: Person): void {
  for (const { id } of refusedOf(person)) conversationOf(person)?.retry(id)
}

export const bytesOnRelay = ({ relay }: World): string =>
  relay
    .log(general)
    .map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
    .join()

export async function finish({ world, people }: Play): Promise<void> {
  for (const { device } of people) {
    device.faults.crashAfter = undefined
    if (!device.isOn()) await device.start()
    device.engine().wake()
  }
  await world.deliverAll()
  for (let round = 0; round < 8; round++) {
    for (const person of people) {
      // A claim that was refused shows nowhere; the next connection tries it again.
      if (refusedOf(person).length > 0) tryAgain(person)
      else if (isQueued(person)) person.device.wire()?.cut()
      person.device.engine().wake()
      conversationOf(person)
    }
    await world.deliverAll()
    world.clock.advance(3_000)
    await world.deliverAll()
  }
}

const isQueued = ({ device }: Person): boolean => device.engine().connection.read().queued > 0

const firstText = (text: string): string => text.replaceAll(' again', '')

export function messagesOf(
  person: Person,
): ReadonlyArray<{ readonly id: OpId; readonly first: string; readonly redacted: boolean }> {
  const messages = conversationOf(person)?.view.read().messages ?? []
  return messages.map(({ delivery, text, ...message }) => ({
    ...message,
    text,
    first: firstText(text),
    isOnRelay: delivery?.kind !== 'queued' && delivery?.kind !== 'refused',
  }))
}
