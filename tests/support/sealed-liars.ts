/** What a relay and members that lie can do with the keys that they have. */
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { messageKey } from '../../core/e2ee/key-schedule.ts'
import { sealContent } from '../../core/e2ee/seal-content.ts'
import { entryIdOf } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import { type EntryPlace, noHash } from '../../core/sealed/entry-place.ts'
import { deviceIdOf, encodeListBody, type DeviceList, joinList } from '../../core/sealed/device-list.ts'
import { noEpoch } from '../../core/sealed/epoch-entry.ts'
import { passOver } from '../../core/sealed/sealed-log.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import type { MemoryKeysRelay, SealedDevice } from './sealed-holders.ts'

/** The log as a relay tells it that leaves out, repeats or swaps entries: seqs and heads fit again. */
export function retold(entries: ReadonlyArray<Pick<LoggedEntry, 'bytes'>>): ReadonlyArray<LoggedEntry> {
  let head = emptyHead
  return entries.map(({ bytes }, index) => {
    head = nextHead(head, index + 1, entryIdOf(bytes))
    return { seq: index + 1, head, time: millis(0), bytes }
  })
}

/** The relay takes what its rules forbid, for whoever it is in league with. */
export function force({ logs }: MemoryKeysRelay, conversation: ConversationId, bytes: Uint8Array): void {
  const log = logs.get(conversation)
  if (log === undefined) throw new Error('no such log')
  log.state = passOver(log.state, entryIdOf(bytes))
  log.entries.push({ seq: log.state.seq, head: log.state.head, time: millis(0), bytes })
}

interface Forged extends Partial<EntryPlace> {
  readonly letters: string
  /** Whose key seals and what it is sealed in; by default as the rules have it. */
  readonly key?: Uint8Array
}

/** A content entry that `liar` makes with its own keys at the end of the log that it has verified, with another place. */
export function forge(liar: SealedDevice, conversation: ConversationId, forged: Forged): Uint8Array {
  const { core, own } = liar.service
  const { log } = core.keeper.log(conversation).record
  const { letters, key, ...changes } = forged
  const chain = log.chains.get(liar.device)
  const epochId = changes.epochId ?? log.epoch?.id ?? noEpoch
  const epoch = core.keeper.epoch(conversation, epochId)
  const place: EntryPlace = {
    conversation,
    epoch: epoch?.n ?? 0,
    epochId,
    device: liar.device,
    counter: (chain?.counter ?? -1) + 1,
    prevOwn: chain?.entryId ?? noHash,
    seenSeq: log.seq,
    seenHead: log.head,
    time: core.clock.now(),
    ...changes,
  }
  const epochKey = key ?? epoch?.key
  if (epochKey === undefined) throw new Error('the liar has no key')
  const message = messageKey(core.primitives, epochKey, epochId, place.device)
  const person = core.people.person(liar.user)
  const ownList = { version: person?.version ?? 1, hash: person?.hash ?? noHash }
  const update = new TextEncoder().encode(letters)
  const payload = { kind: 'content', segment: 0, counter: 0, update, ownList, peers: [] } as const
  return orThrow(sealContent(core.primitives, { signing: own.signingKey(), message }, place, payload))
}

/** Another next list of `liar`, signed with the identity key that it holds. */
export function forgeList(liar: SealedDevice, of: DeviceList, changes: Partial<DeviceList>): Uint8Array {
  const { primitives } = liar.service.core
  const seed = liar.vault.identitySeed()
  if (seed === undefined) throw new Error('the liar has no identity key')
  const list = { ...of, ...changes }
  const devices = list.devices.toSorted((one, two) => (deviceIdOf(one.sign) < deviceIdOf(two.sign) ? -1 : 1))
  const body = encodeListBody({ ...list, devices })
  return joinList(body, primitives.sign(primitives.signingKey(seed), signedText('list', body)))
}
