/**
 * Of several entries that come at once, a device's last one speaks for those before it: what it signs names the entry before by an
 * id that covers that entry's header and signature, and so on down the chain. One check of a signature then says of all of them
 * whose they are. Rule OE10 in core/e2ee/SPEC.md, reasons in docs/decisions/0067-one-signature-for-a-batch.md.
 */
import { bytesEqual } from '../../core/base/bytes.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import type { SealedContent } from '../../core/sealed/content-entry.ts'
import type { SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { signedText, type Verifier } from '../../core/sealed/signed-text.ts'

export interface Vouching {
  /** What says that an entry is by `sign`: its own signature, or that of a later entry; undefined if nothing does. */
  readonly wordFor: (entry: SealedContent, sign: Uint8Array) => 'own' | 'later' | undefined
}

/** `entries` in their order, of one conversation. An entry that is not among them has its own word only. */
export function createVouching(
  entries: ReadonlyArray<SealedEntry>,
  { verify }: Pick<Verifier, 'verify'>,
): Vouching {
  const speakers = speakersOf(entries)
  const checked = new Map<SealedEntry, boolean>()
  const isSigned = (entry: SealedEntry, sign: Uint8Array): boolean => {
    const known = checked.get(entry)
    if (known !== undefined) return known
    const found = verify(sign, signedText('entry', entry.header), entry.signature)
    checked.set(entry, found)
    return found
  }
  return {
    wordFor: (entry, sign) => {
      const speaker = speakers.get(entry)
      if (speaker !== undefined && isSigned(speaker, sign)) return 'later'
      return isSigned(entry, sign) ? 'own' : undefined
    },
  }
}

/** For each entry that another one leads back to, the last such one. */
function speakersOf(entries: ReadonlyArray<SealedEntry>): ReadonlyMap<SealedEntry, SealedEntry> {
  const speakers = new Map<SealedEntry, SealedEntry>()
  const next = new Map<DeviceId, SealedEntry>()
  for (const entry of entries.toReversed()) {
    const later = next.get(entry.device)
    next.set(entry.device, entry)
    if (later !== undefined && bytesEqual(later.prevOwn, entry.id))
      speakers.set(entry, speakers.get(later) ?? later)
  }
  return speakers
}
