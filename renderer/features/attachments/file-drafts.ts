import { fail } from '../../../core/base/result.ts'
import type { Clock } from '../../../core/base/clock.ts'
import { type Cell, createCell } from '../../../core/base/readable.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { FileFailure } from '../../../core/bridge/files-contract.ts'
import { cleanFileName } from '../../../core/conversation/attachment-fields.ts'
import { maxAttachments, maxThumbnailBytes } from '../../../core/conversation/limits.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { handOver } from '../../../core/engine/over-bridge/hand-over.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { blobSource } from './blob-source.ts'
import { makePoster } from './poster.ts'
import { makeThumbnail } from './thumbnail.ts'

/** What was recorded, and what is said of it. */
export interface Voice extends Required<Pick<Attachment, 'duration' | 'peaks'>> {
  /** As it was recorded; left out if the page was not there yet. */
  readonly file?: File
}

/** A file that the person has attached and not sent. */
export interface FileDraft {
  /** The lower one comes first. */
  readonly key: number
  readonly name: string
  readonly type: string
  readonly size: number
  /** There if it was recorded here: to be listened to before it is sent. */
  readonly voice?: Voice
  readonly state:
    | { readonly kind: 'reading'; readonly done: number }
    | { readonly kind: 'ready'; readonly attachment: Attachment }
    /** `attachment`: it is here in whole, and may not be sent. */
    | { readonly kind: 'failed'; readonly failure: FileFailure; readonly attachment?: Attachment }
}

export interface FileDrafts {
  readonly all: Cell<ReadonlyArray<FileDraft>>
  /** Another one has room. */
  readonly hasRoom: () => boolean
  /** Answers how many were left out, for a message takes no more. So many are `reserved` for what is still to come. */
  readonly add: (files: ReadonlyArray<File>, reserved?: number) => number
  /** The same for a voice. */
  readonly addVoice: (voice: Required<Voice>) => number
  /** Of one that is here in whole. */
  readonly stateOf: (attachment: Attachment) => FileDraft['state']
  readonly remove: (key: number) => void
  readonly retry: (key: number) => void
  /** Hands out what is ready, which is then shown no more; undefined as long as not all of it is. To be followed by `sent` or `giveBack`. */
  readonly take: () => ReadonlyArray<FileDraft> | undefined
  /** What was taken could not be sent. */
  readonly giveBack: (taken: ReadonlyArray<FileDraft>) => void
  /** What was taken stands in a message that is durable. */
  readonly sent: (taken: ReadonlyArray<FileDraft>) => void
  /** What was taken, as long as neither is said. */
  readonly away: ReadonlySet<FileDraft>
}

export interface FileDraftsDeps {
  readonly bridge: PageBridge
  /** Whether the organisation lets nobody send a file of this name. */
  readonly isBlocked: (name: string) => boolean
  readonly clock: Pick<Clock, 'now'>
}

export function createFileDrafts(deps: FileDraftsDeps, conversation: ConversationId): FileDrafts {
  const { bridge, isBlocked, clock } = deps
  const give = giveTo(bridge, conversation)
  const all = createCell<ReadonlyArray<FileDraft>>([])
  const sources = new Map<number, File>()
  const nextKey = createKeys(all, clock)
  const find = (key: number): FileDraft | undefined => all.read().find((each) => each.key === key)
  const move = moveIn(all)
  const stateOf = judgedBy(isBlocked)

  const read = async (key: number, file: File, voice?: Voice): Promise<void> => {
    const progress = (_id: unknown, done: number): boolean => {
      move(key, { kind: 'reading', done })
      return find(key) !== undefined
    }
    const handed = isBlocked(file.name) ? blocked : await give(file, progress)
    if (!handed.ok) return move(key, { kind: 'failed', failure: handed.failure })
    const shown = voice === undefined ? await lookAt(file, roomForPicture(all.read())) : measured(voice)
    if (find(key) === undefined) return void bridge.call('files.drop', { id: handed.value.id })
    const attachment = { ...handed.value, ...describe(file), size: file.size, ...shown }
    move(key, { kind: 'ready', attachment })
  }
  const remove = (key: number): void => {
    const draft = find(key)
    all.write(all.read().filter((each) => each.key !== key))
    sources.delete(key)
    const attachment = draft && wholeOf(draft)
    if (attachment !== undefined) void bridge.call('files.drop', { id: attachment.id })
  }
  const room = (): number => maxAttachments - all.read().length
  const take = (files: ReadonlyArray<File>, most: number, voice?: Voice): number => {
    const taken = files.slice(0, Math.max(0, most))
    const added = taken.map((file) => ({ file, draft: readingOf(nextKey(), file, voice) }))
    all.write([...all.read(), ...added.map(({ draft }) => draft)])
    for (const { file, draft } of added) {
      sources.set(draft.key, file)
      void read(draft.key, file, voice)
    }
    return files.length - taken.length
  }

  return {
    all,
    hasRoom: () => room() > 0,
    add: (files, reserved = 0) => take(files, room() - reserved),
    addVoice: (voice) => take([voice.file], room(), voice),
    remove,
    retry: (key) => {
      const file = sources.get(key)
      const draft = find(key)
      const attachment = draft && wholeOf(draft)
      if (attachment !== undefined) return move(key, stateOf(attachment))
      if (file === undefined) return
      move(key, { kind: 'reading', done: 0 })
      void read(key, file, draft?.voice)
    },
    stateOf,
    ...createTaking(all),
  }
}

/** Each after all that are there, by the time at which it was attached; never one twice. */
function createKeys({ read }: FileDrafts['all'], clock: FileDraftsDeps['clock']): () => number {
  let last = 0
  return () => (last = Math.max(last + 1, clock.now(), ...read().map(({ key }) => key + 1)))
}

const readingOf = (key: number, file: File, voice: Voice | undefined): FileDraft => ({
  key,
  ...describe(file),
  size: file.size,
  ...(voice && { voice }),
  state: { kind: 'reading', done: 0 },
})

/** What is taken is shown no more, and not forgotten before it is sent. */
function createTaking(
  all: Cell<ReadonlyArray<FileDraft>>,
): Pick<FileDrafts, 'take' | 'giveBack' | 'sent' | 'away'> {
  const away = new Set<FileDraft>()
  const show = (drafts: ReadonlyArray<FileDraft>, back: ReadonlyArray<FileDraft>): void => {
    for (const draft of back) away.delete(draft)
    all.write(drafts)
  }
  return {
    take: () => {
      const taken = all.read()
      if (taken.some(({ state }) => state.kind !== 'ready')) return undefined
      for (const draft of taken) away.add(draft)
      all.write([])
      return taken
    },
    giveBack: (taken) => show([...taken, ...all.read()], taken),
    sent: (taken) => show([...all.read()], taken),
    away,
  }
}

/** What a message would say of it, if all of it is here. */
export const wholeOf = ({ state }: FileDraft): Attachment | undefined =>
  state.kind === 'reading' ? undefined : state.attachment

const giveTo =
  (bridge: PageBridge, conversation: ConversationId) =>
  (file: File, progress: Parameters<typeof handOver>[3]): ReturnType<typeof handOver> =>
    handOver(bridge, conversation, blobSource(file), progress).catch(lost)

const moveIn =
  (all: Cell<ReadonlyArray<FileDraft>>) =>
  (key: number, state: FileDraft['state']): void =>
    all.write(all.read().map((each) => (each.key === key ? { ...each, state } : each)))

const judgedBy =
  (isBlocked: FileDraftsDeps['isBlocked']): FileDrafts['stateOf'] =>
  (attachment) =>
    isBlocked(attachment.name)
      ? { kind: 'failed', failure: blocked.failure, attachment }
      : { kind: 'ready', attachment }

const blocked = fail({ kind: 'by-policy' } as const)

const lost = (error: unknown) => ({
  ok: false as const,
  failure: { kind: 'disk' as const, detail: error instanceof Error ? error.message : 'unknown' },
})

const measured = ({ duration, peaks }: Voice): Pick<Attachment, 'duration' | 'peaks'> => ({ duration, peaks })

/** What can be shown of a file before the file itself is there. */
async function lookAt(file: File, room: number): Promise<Pick<Attachment, 'thumbnail' | 'duration'>> {
  const thumbnail = await makeThumbnail(file, room)
  if (thumbnail !== undefined) return { thumbnail }
  return file.type.startsWith('video/') ? makePoster(file, room) : {}
}

/**
 * All pictures of a message share the room there is: those that come together in equal parts, and never all that is left, for
 * one more may come.
 */
function roomForPicture(drafts: ReadonlyArray<FileDraft>): number {
  const used = attachmentsOf(drafts).reduce((sum, { thumbnail }) => sum + (thumbnail?.length ?? 0), 0)
  const coming = drafts.filter(({ state, type }) => state.kind === 'reading' && /^(image|video)\//.test(type))
  return Math.floor((maxThumbnailBytes - used) / Math.max(2, coming.length))
}

const describe = (file: File): Pick<FileDraft, 'name' | 'type'> => ({
  name: cleanFileName(file.name),
  type: file.type === '' ? 'application/octet-stream' : file.type,
})

/** What of the drafts goes into a message. */
export const attachmentsOf = (drafts: ReadonlyArray<FileDraft>): ReadonlyArray<Attachment> =>
  drafts.flatMap(({ state }) => (state.kind === 'ready' ? [state.attachment] : []))
