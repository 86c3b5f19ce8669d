import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = german

export const words: Translated<typeof english> = {
  releaseTitle: 'Neues Gerät koppeln',
  releaseIntro:
    'Melde dich zuerst auf dem neuen Gerät an und wähle dort „Mit einem anderen Gerät koppeln“. Es zeigt dann einen Code aus 8 Ziffern.',
  releaseBegin: 'Weiter',
  codeTitle: 'Code eingeben',
  codeText:
    'Gib die 8 Ziffern ein, die das neue Gerät zeigt. Gib nur ein, was du mit eigenen Augen siehst: Wer dich seinen Code eingeben lässt, kann alles lesen.',
  codeLabel: 'Code auf dem neuen Gerät',
  codeHint: '8 Ziffern',
  codeShort: 'Gib alle 8 Ziffern ein.',
  codeSubmit: 'Danach suchen',
  foundTitle: (device: string) => `Ist das dein neues Gerät: ${device}?`,
  foundNone:
    'Du hast noch keine versiegelten Unterhaltungen. Wenn du weitermachst, bekommt es die Schlüssel der künftigen und damit:',
  foundText: (conversations: number) =>
    counted(conversations, {
      one: 'Wenn du weitermachst, bekommt es die Schlüssel von # versiegelten Unterhaltung und damit:',
      other: 'Wenn du weitermachst, bekommt es die Schlüssel von # versiegelten Unterhaltungen und damit:',
    }),
  foundAll: 'jede Nachricht darin, alt und neu',
  foundSince: (moment: string) => `jede seit ${moment} geschriebene Nachricht`,
  foundAs: 'das Recht, in deinem Namen zu schreiben, bis du es entfernst',
  foundSeen: 'Wer mit dir schreibt und deine anderen Geräte sehen, dass du es gekoppelt hast.',
  foundConfirm: 'Ja, meine Schlüssel freigeben',
  foundCancel: 'Nein, abbrechen',
  sendingTitle: (device: string) => `Wird an ${device} gesendet`,
  sending: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} von ${number(total)} Unterhaltung`,
      other: `${number(done)} von ${number(total)} Unterhaltungen`,
    }),
  sendingText: 'Lass beide Geräte an. Die neuesten Nachrichten gehen zuerst.',
  doneTitle: (device: string) => `${device} ist gekoppelt`,
  doneText:
    'Es kann deine versiegelten Unterhaltungen jetzt lesen und darin schreiben. Älterer Verlauf kommt dort nach und nach an.',
  done: 'Fertig',
  failedTitle: 'Das Gerät wurde nicht gekoppelt',
  again: 'Von vorn beginnen',
  unlinkedTitle: 'Dieses Gerät ist noch nicht gekoppelt',
  unlinkedText:
    'Kanäle gehen sofort. Versiegelte Unterhaltungen sind für alle außer deinen eigenen Geräten verschlossen, und dieses hat deine Schlüssel noch nicht. Wähle, wie es sie bekommt.',
  /** Instead, where a backup has brought keys and the list of devices does not take this one. */
  refusedText:
    'Deine Schlüssel kamen mit einer Sicherung, und was darin ist, bleibt lesbar. Die Liste deiner Geräte nimmt dieses aber nicht auf. Du kannst einen anderen Weg wählen; solange die Liste voll ist, hilft nur „Neu anfangen“.',
  fromDevice: 'Mit einem anderen Gerät koppeln',
  fromNoDevice: 'Keines deiner Geräte hat noch Schlüssel.',
  fromDeviceText: (devices: number) =>
    counted(devices, {
      one: 'Du hast # weiteres Gerät. Der beste Weg: Dein ganzer Verlauf kommt mit.',
      other: 'Du hast # weitere Geräte. Der beste Weg: Dein ganzer Verlauf kommt mit.',
    }),
  fromCode: 'Wiederherstellungscode verwenden',
  fromCodeText: 'Wenn du den Code schriftlich und kein Gerät zur Hand hast.',
  fromNoCode: 'Für dieses Konto wurde kein Wiederherstellungscode eingerichtet.',
  anew: 'Neu anfangen',
  anewText: 'Wenn du beides nicht hast. Was bisher geschrieben wurde, bleibt verschlossen.',
  later: 'Später',
  showTitle: 'Mit einem anderen Gerät koppeln',
  showSteps: [
    'Öffne auf dem anderen Gerät das Kontomenü, „Deine Geräte“, „Neues Gerät koppeln“.',
    'Gib dort diesen Code ein:',
  ],
  showName: (device: string) => `Das andere Gerät wird nach „${device}“ fragen.`,
  showExpires: (moment: string) =>
    `Der Code gilt bis ${moment}. Lies ihn niemandem vor und sende ihn niemandem.`,
  showLabel: 'Code dieses Geräts',
  preparing: 'Hier erscheint ein Code, sobald das andere Gerät bereit ist.',
  asked: (device: string) =>
    `Sieh auf das andere Gerät. Fragt es, ob „${device}“ dein neues Gerät ist? Sagt es, der Code sei falsch, dann brich hier ab: Jemand könnte zwischen den beiden stehen.`,
  askedConfirm: 'Ja, das fragt es',
  askedConfirmed: 'Bestätige jetzt auf dem anderen Gerät.',
  receiving: (done: number, total: number) =>
    `Unterhaltungen angekommen: ${number(done)} von ${number(total)}`,
  receivedTitle: 'Dieses Gerät ist gekoppelt',
  receivedText:
    'Die neuesten Nachrichten deiner versiegelten Unterhaltungen sind da. Ältere kommen von selbst nach.',
  anewTitle: 'Neu anfangen?',
  /** Instead of the first of the consequences, where a backup has brought keys. */
  anewKept:
    'Du bekommst einen neuen Schlüssel. Was mit der Sicherung kam, bleibt auf diesem Gerät lesbar. Was seitdem geschrieben wurde, bleibt verschlossen, es sei denn, du koppelst später ein altes Gerät oder findest den Wiederherstellungscode.',
  anewConsequences: [
    'Du bekommst einen neuen Schlüssel. Bisher geschriebene versiegelte Nachrichten bleiben auf diesem Gerät verschlossen, es sei denn, du koppelst später ein altes Gerät oder findest den Wiederherstellungscode.',
    'Deine anderen Geräte, falls es welche gibt, werden von versiegelten Unterhaltungen abgemeldet.',
    'Alle, mit denen du schreibst, sehen, dass sich dein Schlüssel geändert hat. Wer dich verifiziert hatte, muss neu vergleichen, bevor er schreiben kann.',
    'Deine Gruppen bleiben: Die anderen behalten ihren Verlauf, und du liest, was ab dann geschrieben wird.',
  ],
  anewUnderstood: 'Ich habe kein anderes gekoppeltes Gerät und keinen Wiederherstellungscode',
  anewNotUnderstood: 'Hak das zuerst an. Hast du eines von beiden, dann nimm das.',
  anewSubmit: 'Neu anfangen',
  failures: {
    'wrong-password': 'Das ist nicht das Passwort deines Kontos.',
    wrongCode: (attemptsLeft: number) =>
      counted(attemptsLeft, {
        one: 'Kein wartendes Gerät zeigt diesen Code. Sieh noch einmal hin; du hast noch # Versuch.',
        other: 'Kein wartendes Gerät zeigt diesen Code. Sieh noch einmal hin; du hast noch # Versuche.',
      }),
    wrongCodeLast:
      'Das ist nicht der Code eines wartenden Geräts. Beginne auf beiden Geräten neu, mit einem neuen Code.',
    expired: 'Es hat zu lange gedauert, der Code gilt nicht mehr. Beginne auf beiden Geräten neu.',
    cancelled: 'Es wurde auf dem anderen Gerät abgebrochen. Nichts wurde freigegeben.',
    tampered:
      'Die beiden Geräte haben nicht dasselbe gesehen, deshalb wurde nichts freigegeben. Jemand könnte zwischen ihnen gestanden haben. Versuch es in einem Netz, dem du vertraust.',
    'not-primary':
      'Dieses Gerät darf keine anderen hinzufügen. Nimm eines mit dem Vermerk „Kann Geräte hinzufügen und entfernen“.',
    'by-policy':
      'Dein Konto hat schon so viele Geräte, wie deine Organisation erlaubt. Entferne eines, das du nicht mehr benutzt, und kopple dann dieses.',
    unreachable:
      'Der Server war nicht erreichbar. Beide Geräte brauchen ihn, um einander zu finden. Versuch es noch einmal, sobald du online bist.',
    failed: (detail: string) =>
      `Es hat nicht geklappt. Nichts wurde freigegeben. Versuch es noch einmal. (${detail})`,
  },
}
