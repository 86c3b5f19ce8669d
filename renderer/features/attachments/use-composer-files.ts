import { type ClipboardEvent, useState } from 'react'
import type { ConversationId, OpId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { Recorder, Recording } from '../voice/recorder.ts'
import { useRecorder } from '../voice/use-recorder.ts'
import { fileMoment } from '../voice/file-moment.ts'
import { words as voiceWords } from '../voice/words.ts'
import { placeOf } from '../unfinished/places.ts'
import type { FileDraft, FileDrafts } from './file-drafts.ts'
import type { NotTaken } from './words.ts'

export interface ComposerFiles extends Omit<
  FileDrafts,
  'all' | 'hasRoom' | 'add' | 'addVoice' | 'stateOf' | 'away'
> {
  /** As by `placeOf`. */
  readonly place: string
  readonly all: ReadonlyArray<FileDraft>
  readonly add: (files: ReadonlyArray<File>) => void
  /** Begins to record a voice, which is then among the files, also once the person is elsewhere. */
  readonly record: () => void
  readonly recorder: Recorder
  /** Why some were left out, until the person goes on. */
  readonly notTaken: NotTaken | undefined
  /** The person goes on with the message. */
  readonly forget: () => void
  readonly isReady: boolean
  /** By the organisation. */
  readonly isAllowed: boolean
  readonly onPaste: (event: ClipboardEvent) => void
}

/** Files that come by button, mouse or clipboard, for the message being written. */
export function useComposerFiles(conversation: ConversationId, thread?: OpId): ComposerFiles {
  const { files, clock } = usePage()
  const { self } = usePerson().engine
  const drafts = files.drafts(self, conversation, thread)
  const all = useReadable(drafts.all)
  const recorder = useRecorder()
  const { value: isAllowed } = usePolicy('AllowFileUpload')
  const [notTaken, setNotTaken] = useState<NotTaken>()
  const forget = (): void => setNotTaken(undefined)
  /** `put` answers how many of `all` have no room. */
  const take = (all: number, put: () => number): void => {
    if (!isAllowed) return setNotTaken({ kind: 'by-policy' })
    const left = put()
    setNotTaken(left === 0 ? undefined : { kind: 'too-many', left, all })
  }
  const add = (added: ReadonlyArray<File>): void =>
    take(added.length, () => drafts.add(added, recorder.state.read().kind === 'idle' ? 0 : 1))
  const addVoice = ({ blob, duration, peaks }: Recording): void => {
    const name = voiceWords.name(fileMoment(clock.now()))
    const file = new File([blob], name, { type: blob.type })
    take(1, () => drafts.addVoice({ file, duration, peaks }))
  }
  return {
    ...drafts,
    place: placeOf(self, conversation, thread),
    all,
    add,
    remove: (key) => {
      forget()
      drafts.remove(key)
    },
    take: () => {
      forget()
      return drafts.take()
    },
    record: () =>
      take(1, () => {
        // Before anything is said that there would be no room for.
        if (!drafts.hasRoom()) return 1
        void recorder.begin(addVoice)
        return 0
      }),
    recorder,
    notTaken,
    forget,
    isReady: all.every(({ state }) => state.kind === 'ready'),
    isAllowed,
    onPaste: (event) => {
      const { files: pasted } = event.clipboardData
      // Text is often copied with a picture of it: where no file is taken, the text still is.
      if (pasted.length === 0 || (!isAllowed && event.clipboardData.types.includes('text/plain'))) return
      event.preventDefault()
      add([...pasted])
    },
  }
}
