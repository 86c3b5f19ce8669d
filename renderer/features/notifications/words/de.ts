import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = german

export const words: Translated<typeof english> = {
  app: 'Tidings',
  reply: 'Antwort schreiben',
  messages: (count: number) => counted(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  ofAccount: (title: string, account: string) => `${title} (an ${account})`,
  from: (author: string, where: string) => `${author} in ${where}`,
  last: (count: number, text: string) =>
    plural(count, {
      one: `${number(count)} neue Nachricht: ${text}`,
      other: `${number(count)} neue Nachrichten, die letzte: ${text}`,
    }),
  someone: 'Jemand',
  title: 'Benachrichtigungen',
  device: 'Das gilt nur für dieses Gerät.',
  show: 'Benachrichtigungen zeigen',
  content: 'Was sie sagen',
  contents: { text: 'Name und Text', name: 'Nur Name', none: 'Keines von beiden' },
  sound: 'Sie machen keinen Ton.',
  standings: {
    allowed: 'Dieses System erlaubt Tidings Benachrichtigungen.',
    'not-asked': 'Dein Browser fragt dich erst, ob Tidings Benachrichtigungen zeigen darf.',
    denied:
      'Dein Browser erlaubt Tidings keine Benachrichtigungen. Erlaube sie in seinen Einstellungen für diese Seite (das Zeichen neben der Adresse) und teste noch einmal.',
    missing:
      'Dieser Browser zeigt keine Benachrichtigungen. Nachrichten werden trotzdem im Fenstertitel gezählt.',
  },
  ask: 'Benachrichtigungen erlauben',
  test: 'Testbenachrichtigung senden',
  testTitle: 'Es funktioniert',
  testBody: 'So sagt dir Tidings von einer Nachricht Bescheid.',
  tested:
    'Sie wurde deinem System übergeben. Siehst du sie nicht, dann prüf, ob dein System Benachrichtigungen ausgeschaltet hat oder nicht stören soll.',
  testFailed:
    'Dein System hat sie nicht gezeigt. Sieh in seinen Einstellungen nach, ob Benachrichtigungen dieses Programms erlaubt sind.',
}
