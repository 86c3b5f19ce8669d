import { type DeviceList, readList } from '../../core/sealed/device-list.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import type { StoredList } from '../store/key-store.ts'
import { StoreTrouble } from '../store/store.ts'

/** Signatures were checked when the list came in. */
const trusting: Verifier = { verify: () => true, isSound: () => true }

export function readStoredList({ bytes }: StoredList): DeviceList {
  const list = readList(bytes, trusting)
  if (list === undefined) throw new StoreTrouble('damaged', new Error('a device list'))
  return list
}
