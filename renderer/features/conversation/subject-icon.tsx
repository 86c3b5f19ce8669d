import { FileText, Hash, Lock, NotebookPen, UsersRound } from 'lucide-react'
import type { JSX } from 'react'
import { privateChannelOf } from '../people/private-channel.ts'
import { iconOf, type Subject } from './subject.ts'

interface SubjectIconProps {
  readonly subject: Subject
  readonly size: number
}

/** What a conversation is, beside its name. Nothing for a person. */
export function SubjectIcon({ subject, size }: SubjectIconProps): JSX.Element | null {
  const icon = iconOf(subject)
  if (icon !== '') return <span>{icon}</span>
  if (subject.kind === 'channel') {
    const { private: isPrivate } = subject.channel
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
