/** What judging a batch has to know, of open and of sealed entries. */
import type { Clock } from '../../core/base/clock.ts'
import type { SealedEntry } from '../../core/sealed/sealed-entry.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import type { LogStore } from '../store/log-store.ts'
import { type BatchFacts, createFacts, type KeyedEntry } from './facts.ts'
import type { SealedBatch, SealedFacts } from './sealed-facts.ts'

/** An open entry with what it is looked up by, or a sealed one. */
export type AnyEntry = KeyedEntry | { readonly entry: SealedEntry; readonly keys: undefined }

export interface KnownFacts {
  /** Of sealed conversations too: how far their logs reach. */
  readonly open: BatchFacts
  readonly sealed: SealedBatch
  readonly verify: Verifier['verify']
}

export interface FactSources {
  readonly gather: (entries: ReadonlyArray<AnyEntry>) => Promise<KnownFacts>
  /** To be called once the batch is committed. */
  readonly keep: (known: KnownFacts) => void
  /** To be called when somebody else has written. */
  readonly forget: () => void
}

export interface FactSourcesDeps {
  readonly store: LogStore
  readonly sealed: { readonly facts: SealedFacts; readonly verify: Verifier['verify'] }
  readonly clock: Clock
}

const isOpen = (each: AnyEntry): each is KeyedEntry => each.keys !== undefined

export function createFactSources({ store, sealed, clock }: FactSourcesDeps): FactSources {
  const facts = createFacts(store)
  return {
    gather: async (entries) => {
      const closed = entries.flatMap(({ entry, keys }) => (keys === undefined ? [entry] : []))
      const open = await facts.gather(entries.filter(isOpen))
      for (const { conversation } of closed) await facts.gatherLog(conversation, open)
      return { open, sealed: await sealed.facts.gather(closed, clock.now()), verify: sealed.verify }
    },
    keep: (known) => {
      facts.keep(known.open)
      sealed.facts.keep(known.sealed)
    },
    forget: () => {
      facts.forget()
      sealed.facts.forget()
    },
  }
}
