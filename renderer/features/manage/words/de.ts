import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  topicWrong: 'Schreib höchstens 250 Zeichen.',
  levelSet: {
    all: (title: string) => `${title}: Du wirst über jede Nachricht benachrichtigt.`,
    mentions: (title: string) => `${title}: Du wirst nur über Erwähnungen benachrichtigt.`,
    none: (title: string) => `${title}: stummgeschaltet. Lesen kannst du jederzeit.`,
  },
  muted: ', stummgeschaltet',
  notMade: ', nicht erstellt',
  left: (title: string) => `Du hast ${title} verlassen.`,
  leaving: (title: string) => `Du verlässt ${title}. Nur ein Admin des Kanals kann dich wieder hereinlassen.`,
  archived: (title: string) => `${title} ist archiviert. Niemand kann mehr darin schreiben.`,
  reopened: (title: string) => `${title} ist wieder offen.`,
  waits: (title: string) => `${title}: es gilt, sobald der Server erreichbar ist.`,
  browse: 'Kanäle durchsuchen',
  membersOf: (workspace: string) => `Personen in ${workspace}`,
  commands: {
    topic: { usage: '/topic Text', text: 'Sagen, worum es in dieser Unterhaltung geht' },
    invite: { usage: '/invite @Name', text: 'Jemanden zu diesem Kanal hinzufügen' },
    leave: { usage: '/leave', text: 'Diesen Kanal verlassen' },
    mute: { usage: '/mute', text: 'Diese Unterhaltung stummschalten oder wieder von ihr hören' },
    shrug: { usage: '/shrug Text', text: String.raw`¯\_(ツ)_/¯ hinter das setzen, was du schreibst` },
    status: { usage: '/status Text', text: 'Sagen, wie es dir geht; ohne Text nichts mehr' },
    away: { usage: '/away', text: 'Als abwesend erscheinen' },
    busy: { usage: '/busy', text: 'Als beschäftigt erscheinen; nichts benachrichtigt dich' },
    online: { usage: '/online', text: 'Als online erscheinen, wann immer du hier bist' },
    invisible: { usage: '/invisible', text: 'Als offline erscheinen' },
    help: { usage: '/help', text: 'Zeigen, was man hier eingeben kann' },
  },
  statusSet: {
    away: 'Andere sehen dich jetzt als abwesend.',
    busy: 'Andere sehen dich jetzt als beschäftigt, und nichts benachrichtigt dich.',
    online: 'Andere sehen dich als online, wann immer du hier bist.',
    invisible: 'Andere sehen dich jetzt als offline. Du kannst lesen und schreiben wie immer.',
  },
  topicNow: (topic: string, command: string) =>
    `Thema: „${topic}“. Um es zu ändern, schreib ${command} und dahinter das neue.`,
  takesNoText: (usage: string) => `Schreib nur ${usage}: Dahinter gehört nichts. Es wurde nichts geändert.`,
  whom: 'Schreib, wen du hinzufügen willst: /invite @Name. Es muss der Name einer Person in diesem Workspace sein.',
  invited: (name: string, title: string) => `${name} wurde zu ${title} hinzugefügt.`,
  topicSet: (title: string) => `Das Thema von ${title} wurde geändert.`,
  failures: {
    'edit-not-kept': (detail: string) =>
      `Das konnte nicht auf die Festplatte geschrieben werden. Nichts wurde geändert; versuch es noch einmal. (${detail})`,
    'last-admin':
      'Ein privater Kanal braucht einen Admin. Mach zuerst jemand anderen dazu. Es wurde nichts geändert.',
    'last-owner':
      'Ein Workspace braucht einen Inhaber. Mach zuerst jemand anderen dazu. Es wurde nichts geändert.',
    forbidden: 'Deine Rolle erlaubt das nicht. Frag einen Admin. Es wurde nichts geändert.',
    unreachable:
      'Der Server war nicht erreichbar, und er muss dem zustimmen. Es wurde nichts geändert; versuch es noch einmal, sobald du online bist.',
  },
}
