import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Deine Geräte',
  intro: 'Diese Geräte haben deine Schlüssel und lesen deine versiegelten Unterhaltungen.',
  here: 'dieses Gerät',
  role: { primary: 'Kann Geräte hinzufügen und entfernen', linked: 'Kann lesen und schreiben' },
  added: (moment: string) => `Hinzugefügt ${moment}`,
  lastSeen: (moment: string) => `zuletzt gesehen ${moment}`,
  neverSeen: 'zuletzt gesehen: unbekannt',
  link: 'Neues Gerät koppeln',
  revoke: 'Entfernen…',
  revokeOf: (name: string) => `${name} entfernen…`,
  loading: 'Die Liste deiner Geräte wird gelesen',
  unlinked: 'Dieses Gerät ist noch nicht gekoppelt, deshalb kann es die anderen nicht zeigen.',
  linkThis: 'Dieses Gerät koppeln',
  entering:
    'Dieses Gerät kommt aus einer Sicherung und steht noch nicht in der Liste. Es kommt von selbst hinein, sobald du angemeldet bist und der Server zu erreichen ist. Hält etwas es davon ab, steht das in deinen versiegelten Unterhaltungen.',
  notPrimary:
    'Dieses Gerät darf lesen, aber keine anderen hinzufügen oder entfernen. Tu das auf einem Gerät mit dem Vermerk „Kann Geräte hinzufügen und entfernen“.',
  revokeTitle: (name: string) => `${name} entfernen?`,
  revokeConsequences: [
    'Es wird abgemeldet, sobald der Server es erreicht.',
    'Was ab jetzt geschrieben wird, wird ohne es versiegelt. In jeder versiegelten Unterhaltung wechseln die Schlüssel vor deiner nächsten Nachricht.',
    'Was es schon empfangen hat, behält es möglicherweise. Wurde es gestohlen, liest das, wer es entsperrt.',
    'Es kann nicht einfach zurückkommen: Um es wieder zu benutzen, kopple es als neues Gerät. Wer mit dir schreibt, sieht, dass es weg ist.',
  ],
  revokeSubmit: 'Gerät entfernen',
  recovery: 'Wiederherstellungscode',
  failures: {
    'wrong-password': 'Das ist nicht das Passwort deines Kontos. Es wurde nichts geändert.',
    'not-primary': 'Dieses Gerät darf keine anderen entfernen.',
    'list-moved':
      'Die Liste deiner Geräte wurde gerade woanders geändert. Sieh sie dir noch einmal an; von hier wurde nichts entfernt.',
    unreachable:
      'Der Server war nicht erreichbar, das Gerät liest also weiter mit. Versuch es noch einmal, sobald du online bist.',
    failed: (detail: string) => `Das Gerät konnte nicht entfernt werden. Versuch es noch einmal. (${detail})`,
  },
}
