import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, inRow, listed, number, plural } = german

export const words: Translated<typeof english> = {
  section: 'Direktnachrichten',
  newMessage: 'Neue Nachricht oder Gruppe',
  none: 'Noch niemand. Was du hier schreibst, können nur die Beteiligten lesen.',
  notes: 'Notizen an dich',
  someone: 'Jemand',
  people: (count: number) => counted(count, { one: ', # Person', other: ', # Personen' }),
  presence: (status: string) => `, ${status}`,
  you: 'Du',
  adminsOnly: 'Admins können Personen hinzufügen und herausnehmen.',
  andOthers: (names: ReadonlyArray<string>, count: number) => `${inRow(names)} und ${number(count)} weitere`,
  leftText: 'Was du gelesen hast, bleibt hier.',
  about: {
    group: {
      name: 'Name der Gruppe',
      nameHint: 'Optional. Nur die Beteiligten sehen ihn. Einer wie #pläne steht unter den Kanälen.',
      full: (people: number) =>
        counted(people, {
          one: 'Eine Gruppe hat höchstens # Person, dich eingeschlossen.',
          other: 'Eine Gruppe hat höchstens # Personen, dich eingeschlossen.',
        }),
      manage: 'Diese Gruppe ändern',
      title: 'Diese Gruppe',
      members: 'Personen in dieser Gruppe',
      leave: 'Gruppe verlassen',
      leaveTitle: 'Diese Gruppe verlassen?',
      left: 'Du bist nicht mehr in dieser Gruppe. Was du gelesen hast, bleibt hier.',
      leftTitle: 'Du bist nicht mehr in dieser Gruppe',
      beingMade: 'Die Gruppe wird noch eingerichtet. Versuch es gleich noch einmal.',
      needsAdmin:
        'Eine Gruppe braucht einen Admin. Mach zuerst jemand anderen dazu, oder verlass die Gruppe selbst.',
    },
    channel: {
      name: 'Name des privaten Kanals',
      nameHint: 'Nur die Beteiligten sehen ihn. Ohne das # steht er unter den Direktnachrichten.',
      full: (people: number) =>
        counted(people, {
          one: 'Ein privater Kanal hat höchstens # Person, dich eingeschlossen.',
          other: 'Ein privater Kanal hat höchstens # Personen, dich eingeschlossen.',
        }),
      manage: 'Diesen privaten Kanal ändern',
      title: 'Dieser private Kanal',
      members: 'Personen in diesem privaten Kanal',
      leave: 'Privaten Kanal verlassen',
      leaveTitle: 'Diesen privaten Kanal verlassen?',
      left: 'Du bist nicht mehr in diesem privaten Kanal. Was du gelesen hast, bleibt hier.',
      leftTitle: 'Du bist nicht mehr in diesem privaten Kanal',
      beingMade: 'Der private Kanal wird noch eingerichtet. Versuch es gleich noch einmal.',
      needsAdmin:
        'Ein privater Kanal braucht einen Admin. Mach zuerst jemand anderen dazu, oder verlass den privaten Kanal selbst.',
    },
  },
  failures: {
    'not-linked':
      'Dieses Gerät ist noch nicht gekoppelt. Kopple es zuerst; dann kannst du versiegelte Nachrichten schreiben.',
    keysNotSeen: (names: ReadonlyArray<string>) =>
      `Die Schlüssel von ${listed(names)} sind noch nicht auf diesem Gerät. Versuch es noch einmal, sobald der Server erreichbar ist.`,
    noKeys: (names: ReadonlyArray<string>) =>
      plural(names.length, {
        one: `${listed(names)} kann noch keine versiegelten Nachrichten lesen und muss Tidings erst einmal öffnen. Nimm die Person heraus, oder frag sie.`,
        other: `${listed(names)} können noch keine versiegelten Nachrichten lesen: Sie müssen Tidings erst einmal öffnen. Nimm sie heraus, oder frag sie.`,
      }),
    'not-ready':
      'Die Schlüssel dieses Geräts sind noch nicht auf dem Server. Versuch es noch einmal, sobald er erreichbar ist.',
    leftWorkspace: (names: ReadonlyArray<string>) =>
      plural(names.length, {
        one: `${listed(names)} hat den Workspace verlassen. Nimm die Person heraus.`,
        other: `${listed(names)} haben den Workspace verlassen. Nimm sie heraus.`,
      }),
    conversationNotKept: (detail: string) =>
      `Die Unterhaltung konnte auf diesem Gerät nicht gespeichert werden. Versuch es noch einmal. (${detail})`,
    busy: 'Die letzte Änderung hat den Server noch nicht erreicht. Versuch es noch einmal, sobald sie dort ist.',
    notKept: (detail: string) =>
      `Es konnte auf diesem Gerät nicht gespeichert werden. Versuch es noch einmal. (${detail})`,
  },
}
