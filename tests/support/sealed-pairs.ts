/** Two people who write to each other, and one of them who begins anew. */
import { orThrow } from '../../core/base/defect.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { createSealedWorld, type SealedDevice, type SealedWorld, someUser } from './sealed-holders.ts'
import { text } from './sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

interface Pair {
  readonly world: SealedWorld
  readonly one: SealedDevice
  readonly two: SealedDevice
  readonly dm: ConversationId
}

/** Ada has written to Bob, who has read it. */
export async function twoInDm(): Promise<Pair> {
  const world = await createSealedWorld()
  const [one, two] = [await world.addDevice(ada), await world.addDevice(bob)]
  const dm = await one.beginDm(bob)
  await one.write(dm, one.entry(dm, text('hello')))
  orThrow(await two.read(dm))
  return { world, one, two, dm }
}

/** A new device of the person begins anew, as after a loss of everything: under a key of its own, or under the one of `seed`. */
export async function beginAnew(
  { addDevice, clock }: SealedWorld,
  user: UserId,
  seen: ReadonlyArray<SealedDevice>,
  seed?: Uint8Array,
): Promise<SealedDevice> {
  const fresh = await addDevice(user, 'New laptop')
  const { own, core } = fresh.service
  const identitySeed = seed ?? core.primitives.random(32)
  orThrow(await fresh.vault.setIdentity(Uint8Array.from(identitySeed)))
  const { publicKey: identity } = core.primitives.signingKey(identitySeed)
  clock.advance(1_000)
  const changed = await own.changeList(({ devices, revoked }) => ({
    identity,
    reset: true,
    devices: [own.listed(identity, 'primary', clock.now())],
    revoked: [...revoked, ...devices.map(({ sign }) => deviceIdOf(sign))].toSorted(),
  }))
  const { version } = orThrow(changed)
  orThrow(await own.tend())
  for (const { service } of seen) await service.keysChanged([{ user, version }])
  return fresh
}
