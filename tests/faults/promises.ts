/** What the devices of a run have been told, and whether that is what they show in the end. */
import type { SeenMessage } from './device-messages.ts'

/** `kept`: the device said so. `refused`: it said that nothing was written. `unknown`: it was killed, or lost its disk. */
export type Fate = 'asked' | 'kept' | 'refused' | 'unknown'

export interface Post {
  readonly kind: 'post'
  readonly conversation: number
  readonly device: number
  readonly text: string
  fate: Fate
  /** Known once `kept`. */
  id: string | undefined
}

export interface Change {
  readonly kind: 'edit' | 'redact' | 'react'
  readonly conversation: number
  readonly device: number
  readonly target: Post
  readonly user: string
  readonly emoji: string
  fate: Fate
}

export interface Promises {
  readonly posts: Array<Post>
  readonly changes: Array<Change>
}

export const createPromises = (): Promises => ({ posts: [], changes: [] })

/** Each message is edited and redacted once at most: clocks that jump then leave no doubt about what counts. */
export const editedText = (text: string): string => `${text} (edited)`

/** A message of somebody that may still be changed in this way by `user`. */
export function changeable(
  { posts, changes }: Promises,
  kind: Change['kind'],
  conversation: number,
  emoji: string,
): ReadonlyArray<Post> {
  return posts.filter(
    (post) =>
      post.fate === 'kept' &&
      post.conversation === conversation &&
      !changes.some(
        (change) =>
          change.target === post &&
          change.fate !== 'refused' &&
          (change.kind === 'redact' ||
            (change.kind === kind && (kind !== 'react' || change.emoji === emoji))),
      ),
  )
}

/** What is wrong with a conversation as one device shows it; nothing if all promises are kept. */
export function complaintsAbout(
  { posts, changes }: Promises,
  conversation: number,
  seen: ReadonlyArray<SeenMessage>,
): ReadonlyArray<string> {
  const complaints: Array<string> = []
  const byId = new Map<string, SeenMessage>()
  const byText = new Map<string, number>()
  for (const message of seen) {
    if (byId.has(message.id)) complaints.push(`doubled: ${message.id} "${message.text}"`)
    byId.set(message.id, message)
    const text = message.text.replace(/ \(edited\)$/, '')
    if (!message.redacted) byText.set(text, (byText.get(text) ?? 0) + 1)
    if (message.delivery !== undefined && message.delivery !== 'relay') {
      complaints.push(`not on the relay (${message.delivery}): "${message.text}"`)
    }
  }
  for (const [text, times] of byText) if (times > 1) complaints.push(`doubled: "${text}" ${times} times`)

  const here = posts.filter((post) => post.conversation === conversation)
  for (const post of here) {
    const message = post.id === undefined ? undefined : byId.get(post.id)
    const isShown = message !== undefined || (post.id === undefined && byText.has(post.text))
    if (post.fate === 'kept' && !isShown && !isTakenBack(changes, post))
      complaints.push(`lost: "${post.text}" of device ${post.device}`)
    if (post.fate === 'refused' && isShown) complaints.push(`refused and yet there: "${post.text}"`)
    if (message !== undefined) complaints.push(...complaintsAboutChanges(changes, post, message))
  }
  const known = new Set(here.map(({ text }) => text))
  for (const text of byText.keys()) if (!known.has(text)) complaints.push(`nobody wrote "${text}"`)
  return complaints
}

/** Deleted where it was written it may have been given up before it left, without a trace (CR94). */
export const isTakenBack = (changes: ReadonlyArray<Change>, post: Post): boolean =>
  changes.some(
    ({ kind, target, device, fate }) =>
      kind === 'redact' && target === post && device === post.device && fate !== 'refused',
  )

function complaintsAboutChanges(
  changes: ReadonlyArray<Change>,
  post: Post,
  message: SeenMessage,
): ReadonlyArray<string> {
  const complaints: Array<string> = []
  const fateOf = (kind: Change['kind']): Fate | undefined =>
    changes.find((change) => change.target === post && change.kind === kind && change.fate !== 'refused')
      ?.fate
  const [redaction, edit] = [fateOf('redact'), fateOf('edit')]
  if (redaction === 'kept' && !message.redacted) complaints.push(`not redacted: "${post.text}"`)
  if (redaction === undefined && message.redacted) complaints.push(`redacted by nobody: "${post.text}"`)
  if (message.redacted) return complaints

  if (edit === 'kept' && message.text !== editedText(post.text)) complaints.push(`edit lost: "${post.text}"`)
  if (edit === undefined && message.text !== post.text) complaints.push(`another text: "${message.text}"`)
  for (const { kind, target, emoji, user, fate } of changes) {
    if (target !== post || kind !== 'react') continue
    const isThere = message.reactions.some((each) => each.emoji === emoji && each.users.includes(user))
    if (fate === 'kept' && !isThere) complaints.push(`reaction lost: ${emoji} on "${post.text}"`)
    if (fate === 'refused' && isThere && !isAskedFor(changes, post, emoji))
      complaints.push(`refused and yet there: ${emoji} on "${post.text}"`)
  }
  return complaints
}

const isAskedFor = (changes: ReadonlyArray<Change>, post: Post, emoji: string): boolean =>
  changes.some((change) => change.target === post && change.emoji === emoji && change.fate !== 'refused')
