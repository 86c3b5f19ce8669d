import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  thread: 'Thread',
  threadIn: (title: string) => `Thread in ${title}`,
  threadMissing: 'Die Nachricht, um die es in diesem Thread geht, ist noch nicht auf diesem Gerät.',
  replyInThread: 'Im Thread antworten',
  alsoIn: (title: string) => `Auch an ${title} senden`,
  backTo: (title: string) => `Zurück zu ${title}`,
  found: 'Suchergebnisse',
  pinned: 'Angeheftete Nachrichten',
  nothingPinned: 'In dem, was von dieser Unterhaltung auf diesem Gerät ist, ist nichts angeheftet.',
  details: 'Über diese Unterhaltung',
  about: 'Über',
  people: (count: number) => counted(count, { one: '# Person', other: '# Personen' }),
  roles: { owner: 'Inhaber', admin: 'Admin', member: '', guest: 'Gast' },
  privateReaders:
    'Die hier aufgeführten Personen und der Server, der ihn auch lesen kann: Er prüft, wer was geschrieben hat, und bewahrt es für die auf, die nicht da sind.',
  sealedReaders:
    'Nur die hier aufgeführten Personen, auf ihren eigenen Geräten. Es wird versiegelt, bevor es dieses Gerät verlässt; der Server kann es nicht lesen.',
  by: (name: string, moment: string) => `${name}, ${moment}`,
  files: 'Dateien',
  you: 'Du',
  someone: 'Jemand',
}
