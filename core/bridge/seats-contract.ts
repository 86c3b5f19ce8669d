/** The accounts that stand side by side in one window. Each has a seat, and a bridge that reaches that account alone. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { userIdSchema } from '../protocol/id-schemas.ts'
import type { UserId } from '../protocol/ids.ts'
import type { ByPolicy } from './policy-contract.ts'

/** Each runs an engine of its own, with what that holds in memory. */
export const maxSeats = 8

/** `State`: where the person of it stands. */
export interface SeatOf<State> {
  /** Counts up from 1 as long as main runs; never given twice. */
  readonly seat: number
  readonly state: State
  /** `http://host:port` of its relay. */
  readonly server: string
}

/** How a call fails whose seat is not there (any more), at the end of the error's message. */
export const noSuchSeat = 'no such seat'

export type AddSeatFailure =
  | ByPolicy
  | { readonly kind: 'too-many' }
  /** No server has such an address. */
  | { readonly kind: 'no-address' }

/** Main could not delete all of it; the account is signed out here, and it can be asked for again. */
export interface EraseFailure {
  readonly kind: 'vault'
  readonly detail: string
}

export const seatsInputs = {
  'seats.read': v.strictObject({}),
  /** One more, signed out. `server`: where its account is or will be; left out: where those of this start go. */
  'seats.add': v.strictObject({ server: v.optional(v.pipe(v.string(), v.maxLength(2048))) }),
  /** All that this device keeps of the account in this seat goes, open or locked, sent or not. There is no way back. */
  'session.erase': v.strictObject({}),
  /** Whose data the page has to delete: main has erased what it kept. */
  'seats.erased': v.strictObject({}),
  'seats.swept': v.strictObject({ user: userIdSchema }),
  /** Takes a seat out of the window; what lies on the disk stays. The last one stays as well. */
  'seats.close': v.strictObject({ seat: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
}

export interface SeatsOutputs<State> {
  readonly 'seats.read': ReadonlyArray<SeatOf<State>>
  readonly 'seats.add': Result<number, AddSeatFailure>
  readonly 'session.erase': Result<void, EraseFailure>
  readonly 'seats.erased': ReadonlyArray<UserId>
  readonly 'seats.swept': undefined
  readonly 'seats.close': undefined
}

export interface SeatsEvents<State> {
  readonly 'seats.changed': ReadonlyArray<SeatOf<State>>
}
