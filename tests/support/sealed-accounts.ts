/** People of a test relay with what sealed conversations need: identity, device list, leaf. */
import { millis } from '../../core/base/clock.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import { keysPaths } from '../../core/protocol/keys-api.ts'
import { type DeviceList, listHash } from '../../core/sealed/device-list.ts'
import { type ListFact, listFact } from '../../core/sealed/judgement.ts'
import {
  type ApiAnswer,
  callRelay,
  type RelayAddress,
  signInElsewhere,
  signUp,
  type TestAccount,
} from './relay-accounts.ts'
import {
  listDevice,
  listOf,
  makeDevice,
  makePerson,
  nextList,
  signList,
  sortDevices,
  type TestDevice,
  type TestPerson,
} from './sealed-people.ts'

/** One device of a person, signed in. */
export interface SealedDevice {
  readonly account: TestAccount
  readonly device: TestDevice
}

export interface SealedAccount extends SealedDevice {
  readonly person: TestPerson
  /** The newest list that was made, put up or not. */
  list: DeviceList
  listBytes: Uint8Array
}

/** When the leaves of test devices begin to be good: the relay's clock is the real one. */
const now = millis(Date.now() - 60_000)

/** Signed up, with a list of one device and its leaf on the relay. */
export async function signUpSealed(
  relay: RelayAddress,
  primitives: Primitives,
  username: string,
): Promise<SealedAccount> {
  const device = makeDevice(primitives, now)
  const account = await signUp(relay, username, device.id)
  const person: TestPerson = { ...makePerson(primitives, 1), user: account.user }
  const list = listOf(primitives, person, [device])
  const made: SealedAccount = {
    account,
    device,
    person,
    list,
    listBytes: signList(primitives, person.identity, list),
  }
  await succeed(putList(relay, made))
  await succeed(putLeaf(relay, made))
  return made
}

/** Another device of the person, signed in and in no list yet. */
export async function addSealedDevice(
  relay: RelayAddress,
  primitives: Primitives,
  { account }: SealedDevice,
): Promise<SealedDevice> {
  const device = makeDevice(primitives, now)
  return { account: await signInElsewhere(relay, account, device.id), device }
}

/** Makes the person's next list: `changes` over the newest one. */
export function makeNextList(primitives: Primitives, of: SealedAccount, changes: Partial<DeviceList>): void {
  of.list = nextList(of.list, of.listBytes, changes)
  of.listBytes = signList(primitives, of.person.identity, of.list)
}

/** The next list, with this device too. */
export const withDevice = (
  primitives: Primitives,
  { person, list }: SealedAccount,
  { device }: SealedDevice,
): Pick<DeviceList, 'devices'> => ({
  devices: sortDevices([...list.devices, listDevice(primitives, person, device, 'linked')]),
})

export const putList = (
  relay: RelayAddress,
  of: SealedAccount,
  { account }: SealedDevice = of,
  list = of.listBytes,
): Promise<ApiAnswer> =>
  callRelay(relay, keysPaths.list, {
    method: 'PUT',
    body: { list: bytesToText(list) },
    token: account.session.accessToken,
  })

export const putLeaf = (
  relay: RelayAddress,
  { account, device }: SealedDevice,
  leaf = device.leafBytes,
): Promise<ApiAnswer> =>
  callRelay(relay, keysPaths.leaf, {
    method: 'PUT',
    body: { leaf: bytesToText(leaf) },
    token: account.session.accessToken,
  })

export const factOf = ({ list, listBytes }: SealedAccount): ListFact => listFact(list, listHash(listBytes))

export async function succeed(answer: Promise<ApiAnswer>): Promise<void> {
  const { status, body } = await answer
  if (status !== 204) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
}
