/** Texts in sealed conversations, as a device reads them. */
import { orThrow } from '../../core/base/defect.ts'
import type { Opened } from '../../core/bridge/sealing.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { SealedDevice } from './sealed-holders.ts'

export const text = (letters: string): Uint8Array => new TextEncoder().encode(letters)

/** What was written; of what is not a text, its kind, or why it is closed or skipped. */
export function textOf(opened: Opened): string {
  if (opened.kind !== 'entry') return opened.kind === 'control' ? 'control' : opened.why
  const entry = orThrow(decodeEntry(opened.bytes))
  return entry.kind === 'content' ? new TextDecoder().decode(entry.update) : 'claim'
}

/** What a device reads on. */
export async function readTexts(
  device: SealedDevice,
  conversation: ConversationId,
): Promise<ReadonlyArray<string>> {
  return orThrow(await device.read(conversation)).entries.map(textOf)
}
