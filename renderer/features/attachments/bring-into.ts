/** How a file that waited before the page was there stands among those of its place. */
import { maxAttachments } from '../../../core/conversation/limits.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import type { FileDraft, FileDrafts } from './file-drafts.ts'

/** Answers false where there is no room. */
export function bringInto(
  { all, stateOf }: Pick<FileDrafts, 'all' | 'stateOf'>,
  attachment: Attachment,
  order: number,
): boolean {
  const there = all.read()
  if (there.length >= maxAttachments) return false
  const draft = draftOf(attachment, freeKey(there, order), stateOf(attachment))
  all.write([...there, draft].toSorted((one, other) => one.key - other.key))
  return true
}

function draftOf(attachment: Attachment, key: number, state: FileDraft['state']): FileDraft {
  const { name, type, size, duration, peaks } = attachment
  const isVoice = duration !== undefined && peaks !== undefined
  return { key, name, type, size, state, ...(isVoice && { voice: { duration, peaks } }) }
}

/** Two windows may have given the same. */
function freeKey(drafts: ReadonlyArray<FileDraft>, wanted: number): number {
  const used = new Set(drafts.map(({ key }) => key))
  let key = wanted
  while (used.has(key)) key += 1
  return key
}
