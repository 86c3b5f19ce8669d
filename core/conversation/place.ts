/** Where an op about a message is to be written, and whether this person may write it. */
import { fail, ok, type Result } from '../base/result.ts'
import type { TargetDraft } from './draft.ts'
import type { Message } from './message.ts'
import type { Reducer } from './reducer.ts'
import type { Segment } from './segment.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

export interface Loaded {
  readonly number: number
  readonly segment: Segment
  readonly reducer: Reducer
}

export interface Place {
  readonly loaded: Loaded
  readonly target?: Message
}

export type PlaceFailure =
  | { readonly kind: 'unknown-message'; readonly target: OpId }
  | { readonly kind: 'not-yours'; readonly target: OpId }

interface Person {
  readonly self: UserId
  readonly isModerator: (user: UserId) => boolean
}

/** The message that `draft` is about. If somebody took another's op id, the first that this person may change so. */
export function placeOfTarget(
  segments: ReadonlyArray<Loaded>,
  draft: TargetDraft,
  person: Person,
): Result<Place, PlaceFailure> {
  const { target: id } = draft
  const places = segments
    .flatMap((loaded) => loaded.reducer.find(id).map((target) => ({ loaded, target })))
    .filter(({ target }) => isThereFor(draft, target))
  if (places.length === 0) return fail({ kind: 'unknown-message', target: id })
  const place = places.find(({ target }) => mayWrite(draft, target, person))
  return place === undefined ? fail({ kind: 'not-yours', target: id }) : ok(place)
}

/** What was taken back can still be read up to, and what has expired can still be taken back. */
const isThereFor = ({ kind }: TargetDraft, { redacted, expired }: Message): boolean =>
  !redacted || kind === 'read' || (kind === 'redact' && expired === true)

function mayWrite({ kind }: TargetDraft, { author }: Message, { self, isModerator }: Person): boolean {
  switch (kind) {
    case 'react':
    case 'pin':
    case 'read':
      return true
    case 'edit':
      return author === self
    case 'redact':
      return author === self || isModerator(self)
    case 'mask':
      return isModerator(self)
  }
}
