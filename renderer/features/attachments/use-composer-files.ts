import { type ClipboardEvent, type DragEvent, useState } from 'react'
import type { ConversationId, OpId } from '../../../core/protocol/ids.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { Recorder, Recording } from '../voice/recorder.ts'
import { useRecorder } from '../voice/use-recorder.ts'
import { fileMoment } from '../voice/file-moment.ts'
import { words as voiceWords } from '../voice/words.ts'
import type { FileDraft, FileDrafts } from './file-drafts.ts'

export interface ComposerFiles extends Omit<FileDrafts, 'all' | 'add' | 'addVoice'> {
  readonly all: ReadonlyArray<FileDraft>
  readonly add: (files: ReadonlyArray<File>) => void
  readonly addVoice: (recording: Recording) => void
  readonly recorder: Recorder
  /** Some were left out, for a message takes no more. */
  readonly hadTooMany: boolean
  readonly isReady: boolean
  readonly isDraggedOver: boolean
  readonly dropTarget: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragLeave: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
  }
  readonly onPaste: (event: ClipboardEvent) => void
}

/** Files that come by button, mouse or clipboard, for the message being written. */
export function useComposerFiles(conversation: ConversationId, thread?: OpId): ComposerFiles {
  const { files, clock } = usePage()
  const drafts = files.drafts(conversation, thread)
  const all = useReadable(drafts.all)
  const recorder = useRecorder()
  const [hadTooMany, setHadTooMany] = useState(false)
  const [isDraggedOver, setDraggedOver] = useState(false)
  const add = (added: ReadonlyArray<File>): void => setHadTooMany(!drafts.add(added))
  return {
    ...drafts,
    all,
    add,
    addVoice: ({ blob, duration, peaks }) => {
      const name = voiceWords.name(fileMoment(clock.now()))
      const file = new File([blob], name, { type: blob.type })
      setHadTooMany(!drafts.addVoice({ file, duration, peaks }))
    },
    recorder,
    hadTooMany,
    isReady: all.every(({ state }) => state.kind === 'ready'),
    isDraggedOver,
    dropTarget: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDraggedOver(true)
      },
      onDragLeave: (event) => {
        const { relatedTarget, currentTarget } = event
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setDraggedOver(false)
      },
      onDrop: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDraggedOver(false)
        add([...event.dataTransfer.files])
      },
    },
    onPaste: (event) => {
      const { files: pasted } = event.clipboardData
      if (pasted.length === 0) return
      event.preventDefault()
      add([...pasted])
    },
  }
}
