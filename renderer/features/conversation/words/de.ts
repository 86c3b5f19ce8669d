import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, inRow, number, plural } = german

export const words: Translated<typeof english> = {
  windowTitle: (title: string, workspace: string) => `${title} · ${workspace} · Tidings`,
  messages: 'Nachrichten',
  readers: (workspace: string) => `Mitglieder von ${workspace} und der Server können das lesen`,
  readersTitle: 'Wer das lesen kann',
  readersText: (workspace: string) =>
    `Alle in ${workspace} können hier lesen und schreiben, jetzt und später. Nachrichten gehen verschlüsselt zum Server, der sie lesen kann: Er prüft, wer was geschrieben hat, und bewahrt sie für die auf, die nicht da sind. Auf diesem Gerät sind sie verschlüsselt gespeichert.`,
  search: 'Suchen',
  openSidebar: 'Unterhaltungen zeigen',
  fileList: 'Dateien und Links',
  react: 'Reagieren',
  reply: 'Antworten',
  edit: 'Bearbeiten',
  remove: 'Löschen',
  copy: 'Text kopieren',
  copyLink: 'Link kopieren',
  replyInThread: 'Im Thread antworten',
  pin: 'Anheften',
  unpin: 'Lösen',
  pinnedBy: (name: string) => `Angeheftet von ${name}`,
  forward: 'Weiterleiten',
  markUnread: 'Ab hier als ungelesen markieren',
  whoReacted: 'Wer reagiert hat',
  newLine: 'Neu',
  nowhereTitle: 'Diese Nachricht ist nicht hier',
  nowhereText:
    'Der Link führt zu einer Unterhaltung, in der du nicht bist oder von der dieses Gerät noch nichts weiß. Frag, wer ihn dir gegeben hat.',
  details: 'Über diese Unterhaltung',
  pinnedCount: (count: number) =>
    counted(count, { one: '# angeheftete Nachricht', other: '# angeheftete Nachrichten' }),
  you: 'Du',
  repliedInThread: 'Antwort in einem Thread:',
  openThread: 'Thread öffnen',
  replies: 'Antworten',
  replyDraft: 'Entwurf einer Antwort',
  replyCount: (count: number) => counted(count, { one: '# Antwort', other: '# Antworten' }),
  lastReply: (moment: string) => `zuletzt ${moment}`,
  unreadReplies: (count: number) =>
    counted(count, { one: '# ungelesene Antwort', other: '# ungelesene Antworten' }),
  showEarlier: 'Bearbeitet: zeigen, was vorher da stand',
  earlierTitle: 'Frühere Fassungen',
  now: 'Jetzt',
  retry: 'Erneut versuchen',
  rewrite: 'Bearbeiten',
  discard: 'Verwerfen',
  actions: 'Aktionen zur Nachricht',
  removeTitle: 'Diese Nachricht löschen?',
  removeText:
    'Sie verschwindet für alle. Ein paar Sekunden lang kannst du es rückgängig machen; danach lässt sie sich nicht zurückholen. Die Stelle, an der sie stand, bleibt sichtbar.',
  removeOthersText: 'Alle sehen, dass du sie gelöscht hast.',
  unsentText:
    'Niemand hat sie gesehen. Ein paar Sekunden lang kannst du es rückgängig machen; danach ist sie weg.',
  edited: '(bearbeitet)',
  deleted: 'Nachricht gelöscht',
  deletedBy: (name: string) => `Von ${name} gelöscht`,
  removing: 'Diese Nachricht wird gelöscht',
  discarding: 'Diese Nachricht wird verworfen',
  givingUp: (count: number) =>
    counted(count, {
      one: '# abgelehnter Eintrag wird verworfen',
      other: '# abgelehnte Einträge werden verworfen',
    }),
  deleting: (count: number) =>
    counted(count, {
      one: '# Nachricht wird gelöscht',
      other: '# Nachrichten werden gelöscht',
    }),
  imported: 'importiert',
  someone: 'Jemand',
  inReplyTo: 'Antwort auf',
  masked: '(von der Moderation geändert)',
  replyGone: 'eine frühere Nachricht',
  replyDeleted: 'eine gelöschte Nachricht',
  showMore: 'Mehr zeigen',
  showLess: 'Weniger zeigen',
  jump: 'Zum Neuesten springen',
  newMessages: (count: number) => counted(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  beginning: (title: string) => `Das ist der Anfang von ${title}`,
  loadingOlder: 'Ältere Nachrichten werden gelesen',
  unreachable: 'Ältere Nachrichten sind nicht auf diesem Gerät, und der Server ist gerade nicht erreichbar.',
  tryAgain: 'Erneut versuchen',
  emptyTitle: (title: string) => `Noch nichts in ${title}`,
  emptyText:
    'Schreib unten die erste Nachricht. Sie ist sofort auf diesem Gerät gesichert und wird gesendet, wenn der Server erreichbar ist.',
  invite: 'Personen einladen',
  alone: 'Außer dir ist noch niemand hier.',
  documentBeginning: (title: string) => `Das ist der Anfang des Chats über ${title}`,
  documentTitle: 'Noch nichts über dieses Dokument gesagt',
  documentText:
    'Was du unten schreibst, ist sofort auf diesem Gerät gesichert und wird gesendet, wenn der Server erreichbar ist.',
  sealedBeginning: (title: string) => `Das ist der Anfang deiner Unterhaltung mit ${title}`,
  sealedTitle: (title: string) => `Noch nichts zwischen dir und ${title}`,
  sealedText:
    'Schreib unten die erste Nachricht. Sie wird auf diesem Gerät versiegelt, und nur die Geräte der Personen hier öffnen sie.',
  notesBeginning: 'Das ist der Anfang deiner Notizen',
  notesTitle: 'Noch keine Notizen',
  notesText: 'Was du hier schreibst, wird versiegelt, und nur deine eigenen Geräte öffnen es.',
  cameIn: (moment: string) =>
    `Du wurdest am ${moment} hinzugefügt. Was davor geschrieben wurde, bleibt dir verschlossen.`,
  notHereTitle: 'Noch nicht auf diesem Gerät',
  notHereText: 'Was hier geschrieben wurde, kommt, sobald dieses Gerät mit dem Server verbunden ist.',
  opening: 'Unterhaltung wird geöffnet',
  announce: (author: string, text: string) => `${author}: ${text}`,
  reactedBy: (emoji: string, names: ReadonlyArray<string>) => `${emoji} ${inRow(names)}`,
  reaction: (emoji: string, count: number) =>
    plural(count, {
      one: `${emoji} ${number(count)} Reaktion`,
      other: `${emoji} ${number(count)} Reaktionen`,
    }),
  reactionMine: (emoji: string, count: number) =>
    plural(count, {
      one: `${emoji} ${number(count)} Reaktion, deine`,
      other: `${emoji} ${number(count)} Reaktionen, auch deine`,
    }),
  seenBy: (count: number) => `Gesehen von ${number(count)}`,
  andOthers: (count: number) => counted(count, { one: 'und # weitere Person', other: 'und # weitere' }),
  quests: {
    seeking: 'Zurück zu dieser Nachricht',
    'not-there': 'Diese Nachricht ist nicht in dieser Unterhaltung. Vielleicht wurde sie gelöscht.',
    unreachable:
      'Diese Nachricht ist nicht auf diesem Gerät, und der Server ist gerade nicht erreichbar. Versuch es später noch einmal.',
  },
  queued: 'Wartet auf diesem Gerät',
  onServer: 'Auf dem Server',
  delivered: 'Zugestellt',
  read: 'Gelesen',
  nudge:
    'Wenn du dieses Gerät verlierst, sind deine versiegelten Nachrichten weg. Ein Wiederherstellungscode auf Papier öffnet sie wieder.',
  nudgeSetUp: 'Einrichten',
  nudgeDismiss: 'Nicht mehr fragen',
}
