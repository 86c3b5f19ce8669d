/** What an open conversation is: a channel of a workspace, what is said about a document of it, or a sealed conversation of some people. */
import type { Channel, Document } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { isClosed } from '../manage/rights.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { privateChannelOf } from '../people/private-channel.ts'
import { dateText } from '../../ui/times.ts'
import { words } from './words.ts'

export type Subject =
  | { readonly kind: 'channel'; readonly channel: Channel }
  | { readonly kind: 'document'; readonly document: Document }
  /** `title` as by `conversationName`. */
  | { readonly kind: 'sealed'; readonly conversation: SealedConversation; readonly title: string }

/** What a conversation is called where it is spoken of. */
export function titleOf(subject: Subject): string {
  switch (subject.kind) {
    case 'channel':
      return `#${subject.channel.name}`
    case 'document':
      return subject.document.title
    case 'sealed':
      return subject.title
  }
}

/** Beside an icon that says what it is. */
export function shortTitleOf(subject: Subject): string {
  switch (subject.kind) {
    case 'channel':
      return subject.channel.name
    case 'document':
      return subject.document.title
    case 'sealed':
      return privateChannelOf(subject.conversation) ?? subject.title
  }
}

/** What it is about, as those who are in it say; empty if they say nothing. */
export const topicOf = (subject: Subject): string => describedIn(subject).topic ?? ''

/** An emoji that stands for it; empty for its usual sign. */
export const iconOf = (subject: Subject): string => describedIn(subject).icon ?? ''

function describedIn(subject: Subject): Pick<Document, 'topic' | 'icon' | 'archived'> {
  switch (subject.kind) {
    case 'channel': {
      const { topic, icon = '' } = subject.channel
      return { topic, icon }
    }
    case 'document':
      return subject.document
    case 'sealed':
      return subject.conversation
  }
}

/** This person has put it out of the lists. A channel is archived for everybody, which is something else. */
export const isPutAway = (subject: Subject): boolean => describedIn(subject).archived === true

export function conversationOf(subject: Subject): ConversationId {
  switch (subject.kind) {
    case 'channel':
      return subject.channel.id
    case 'document':
      return subject.document.conversation
    case 'sealed':
      return subject.conversation.id
  }
}

/** Words that stand where no messages are. */
export interface EmptyTexts {
  readonly beginning: string
  readonly title: string
  /** Undefined where nobody can follow it. */
  readonly text: string | undefined
  /** Nobody else is in the workspace yet. */
  readonly alone?: boolean
}

/** This person may write there, as far as the conversation goes. */
export function isOpenTo(subject: Subject): boolean {
  if (subject.kind === 'channel') return !isClosed(subject.channel)
  return subject.kind === 'document' || subject.conversation.isMember
}

/** `cameIn`: when this person was added to a group, undefined for who is in from the beginning. */
export function emptyTextsOf(subject: Subject, cameIn: number | undefined, alone: boolean): EmptyTexts {
  const isOpen = isOpenTo(subject)
  const { text, ...others } = textsOf(subject)
  const texts = {
    ...others,
    text: isOpen ? text : undefined,
    alone: alone && subject.kind === 'channel' && isOpen,
  }
  return cameIn === undefined ? texts : { ...texts, beginning: words.cameIn(dateText(cameIn)) }
}

function textsOf(subject: Subject): EmptyTexts {
  const title = titleOf(subject)
  if (subject.kind === 'channel') {
    return { beginning: words.beginning(title), title: words.emptyTitle(title), text: words.emptyText }
  }
  if (subject.kind === 'document') {
    return {
      beginning: words.documentBeginning(title),
      title: words.documentTitle,
      text: words.documentText,
    }
  }
  if (subject.conversation.kind === 'notes') {
    return { beginning: words.notesBeginning, title: words.notesTitle, text: words.notesText }
  }
  // Between two people something is; in a group it is.
  return subject.conversation.kind === 'group'
    ? { beginning: words.beginning(title), title: words.emptyTitle(title), text: words.sealedText }
    : { beginning: words.sealedBeginning(title), title: words.sealedTitle(title), text: words.sealedText }
}
