/** What judging a batch has to know, of open and of sealed entries. */
import type { Clock } from '../../core/base/clock.ts'
import type { Entry } from '../../core/protocol/entry.ts'
import type { SealedEntry } from '../../core/sealed/sealed-entry.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import type { LogStore } from '../store/log-store.ts'
import { type BatchFacts, createFacts } from './facts.ts'
import type { SealedBatch, SealedFacts } from './sealed-facts.ts'

export interface KnownFacts {
  /** Of sealed conversations too: how far their logs reach. */
  readonly open: BatchFacts
  readonly sealed: SealedBatch
  readonly verify: Verifier['verify']
}

export interface FactSources {
  readonly gather: (entries: ReadonlyArray<Entry | SealedEntry>) => Promise<KnownFacts>
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

export const isSealedEntry = (entry: Entry | SealedEntry): entry is SealedEntry => 'signature' in entry
const isOpenEntry = (entry: Entry | SealedEntry): entry is Entry => !isSealedEntry(entry)

export function createFactSources({ store, sealed, clock }: FactSourcesDeps): FactSources {
  const facts = createFacts(store)
  return {
    gather: async (entries) => {
      const closed = entries.filter(isSealedEntry)
      const open = await facts.gather(entries.filter(isOpenEntry))
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
