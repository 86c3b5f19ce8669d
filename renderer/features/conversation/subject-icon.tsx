import { FileText, Hash, Lock, NotebookPen, UsersRound } from 'lucide-react'
import type { JSX } from 'react'
import { privateChannelOf } from '../people/private-channel.ts'
import type { Subject } from './subject.ts'

interface SubjectIconProps {
  readonly subject: Subject
  readonly size: number
}

/** What a conversation is, beside its name. Nothing for a person. */
export function SubjectIcon({ subject, size }: SubjectIconProps): JSX.Element | null {
  if (subject.kind === 'channel') {
    const { icon = '', private: isPrivate } = subject.channel
    if (icon !== '') return <span>{icon}</span>
    return isPrivate === true ? <Lock size={size} aria-hidden /> : <Hash size={size} aria-hidden />
  }
  if (subject.kind === 'document') return <FileText size={size} aria-hidden />
  if (privateChannelOf(subject.conversation) !== undefined) return <Lock size={size} aria-hidden />
  switch (subject.conversation.kind) {
    case 'group':
      return <UsersRound size={size} aria-hidden />
    case 'notes':
      return <NotebookPen size={size} aria-hidden />
    case 'dm':
      return null
  }
}
