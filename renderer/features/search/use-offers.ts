import { type RefObject, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { partsOf } from '../../../core/search/parse-query.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import { readRecent } from '../switcher/recent.ts'
import { conversationOffers, personOffers, traitOffers } from './candidates.ts'
import { type Offer, offersFor, placeAt, type ReadyOffer, withIds, withValue } from './offers.ts'

export interface Offers {
  /** What may stand where the caret is; the best first. */
  readonly offers: ReadonlyArray<Offer>
  /** The same as long as the same value is completed. */
  readonly list: string
  readonly take: (offer: Offer) => void
  /** True if there were any. */
  readonly dismiss: () => boolean
  /** The text or the selection is another one. */
  readonly look: (field: Pick<HTMLInputElement, 'value' | 'selectionStart' | 'selectionEnd'>) => void
  /** Puts a text into the field, and the caret in it; one that is too long for it is left. */
  readonly write: (typed: string, caret: number) => void
  /** What is asked with this text. */
  readonly asked: (typed: string) => string
}

interface Box {
  readonly field: RefObject<HTMLInputElement | null>
  readonly typed: string
  readonly setTyped: (typed: string) => void
}

const none: ReadonlyArray<never> = []

/** What completes the filters that are typed (SE61). */
export function useOffers({ field, typed, setTyped }: Box): Offers {
  const [caret, setCaret] = useState<number>()
  // Once sent away, they do not come back for the same value.
  const [dismissed, setDismissed] = useState<number>()
  const place = useMemo(() => (caret === undefined ? undefined : placeAt(typed, caret)), [typed, caret])
  const isIn = useMemo(() => partsOf(typed).some(({ filter }) => filter === 'in'), [typed])
  const { all, ids, recent } = useCandidates(place?.filter === 'from', isIn)
  const offers = useMemo(
    () =>
      place === undefined || place.start === dismissed ? none : offersFor(place, all[place.filter], recent),
    [place, dismissed, all, recent],
  )

  const look: Offers['look'] = ({ value, selectionStart, selectionEnd }) => {
    const at = selectionStart !== null && selectionStart === selectionEnd ? selectionStart : undefined
    const next = at === undefined ? undefined : placeAt(value, at)
    if (next?.start !== dismissed) setDismissed(undefined)
    setCaret(at)
  }
  const write = (text: string, at: number): void => {
    const input = field.current
    if (input === null) return
    const fits = text.length <= input.maxLength
    // The caret can only stand in what is in the field already.
    if (fits) {
      flushSync(() => {
        setTyped(text)
        look({ value: text, selectionStart: at, selectionEnd: at })
      })
    }
    input.focus()
    if (fits) input.setSelectionRange(at, at)
  }
  return {
    offers,
    list: offers.length === 0 || place === undefined ? '' : `${place.filter} ${place.start}`,
    take: ({ writes }) => {
      if (place === undefined) return
      const { typed: text, caret: at } = withValue(typed, place, writes)
      write(text, at)
    },
    dismiss: () => {
      setDismissed(place?.start)
      return offers.length > 0
    },
    look,
    write,
    asked: (text) => withIds(text, ids),
  }
}

/** They are gathered when they are first wanted: nobody waits for them who searches for words. */
function useCandidates(wantsPeople: boolean, wantsConversations: boolean) {
  const { engine, sealed } = usePerson()
  const { remembered } = usePage()
  const { workspaces } = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const people = usePeople(wantsPeople)
  const traits = useMemo(() => traitOffers(), [])
  const { offers, ids } = useMemo(
    () =>
      wantsConversations
        ? conversationOffers(workspaces, conversations, engine.member)
        : { offers: none, ids: new Map() },
    [wantsConversations, workspaces, conversations, engine],
  )
  const recent = useMemo(() => readRecent(remembered, engine.self), [remembered, engine])
  const all = useMemo(() => ({ from: people, in: offers, has: traits }), [people, offers, traits])
  return { all, ids, recent }
}

/** Everybody of one's workspaces who has an account, read once when they are wanted. */
function usePeople(wanted: boolean): ReadonlyArray<ReadyOffer> {
  const { engine } = usePerson()
  const [people, setPeople] = useState<ReadonlyArray<ReadyOffer>>(none)
  const isRead = people.length > 0
  useEffect(() => {
    if (!wanted || isRead) return
    let isWanted = true
    const { workspaces } = engine.directory.read()
    void Promise.all(workspaces.map(({ id }) => engine.members(id))).then((members) => {
      if (isWanted) setPeople(personOffers(members.flat(), engine.self))
    })
    return () => {
      isWanted = false
    }
  }, [wanted, isRead, engine])
  return people
}
