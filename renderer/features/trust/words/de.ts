import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  someone: 'Jemand',
  you: 'Du',
  onlyYou: 'Nur du kannst das lesen',
  onlyTwo: (name: string) => `Nur du und ${name} könnt das lesen`,
  onlyGroup: (count: number) =>
    counted(count, {
      one: 'Nur die # Person hier kann das lesen',
      other: 'Nur die # Personen hier können das lesen',
    }),
  open: (workspace: string) => `Mitglieder von ${workspace} und der Server können das lesen`,
  verifiedToo: ', verifiziert',
  protection: 'Was Tidings schützt und was nicht',
  changedBanner: (name: string) =>
    `Die Sicherheitsnummer mit ${name} hat sich geändert. Meist ist es ein neues Telefon oder ein neuer Computer, oder ein Neuanfang nach einem Verlust.`,
  compareAgain: 'Neu vergleichen',
  dismiss: 'Nicht jetzt',
  blockedTitle: (name: string) => `Nichts wird gesendet: Der Schlüssel von ${name} hat sich geändert`,
  blockedText: (name: string) => [
    `Du hattest ${name} mit einem anderen Schlüssel verifiziert. Der neue kann nach einem Neuanfang wirklich dazugehören, oder jemand anderem gehören.`,
    `Frag ${name} in einem Anruf oder persönlich. Was du zu schreiben begonnen hast, bleibt erhalten.`,
  ],
  blockedCompare: 'Vergleichen',
  blockedAccept: 'Trotzdem senden, ich nehme den neuen Schlüssel an',
  blockedMore: (count: number) =>
    counted(count, {
      one: 'Auch # weitere Person hier hat einen geänderten Schlüssel.',
      other: 'Auch # weitere Personen hier haben einen geänderten Schlüssel.',
    }),
  history: 'Was mit Personen und Geräten geschah',
  unopened:
    'Einige Nachrichten, die hier gesendet wurden, lassen sich auf diesem Gerät nicht öffnen: Es hat keine Schlüssel dafür. Bitte darum, sie noch einmal zu senden, oder lies sie auf einem deiner Geräte, das sie hat.',
  unopenedLater:
    'Einige Nachrichten, die hier gesendet wurden, lassen sich auf diesem Gerät nicht öffnen: Sie sind neuer als die Kopie deiner Schlüssel, mit der du zurückgekommen bist. Bitte darum, sie noch einmal zu senden, oder lies sie auf einem deiner Geräte, das sie noch hat.',
  failures: {
    locked: 'Dieses Profil ist gesperrt. Lade neu und entsperre es mit deinem Passwort.',
    'no-keys':
      'Die Schlüssel dieser Person sind noch nicht auf diesem Gerät. Sie kommen, sobald der Server erreichbar ist.',
    moved: 'Die Nummer hat sich geändert, während du sie angesehen hast. Schließ das und öffne es neu.',
    notKept: (detail: string) =>
      `Es konnte auf diesem Gerät nicht gespeichert werden. Versuch es noch einmal. (${detail})`,
  },
  events: {
    deviceAdded: (name: string, device: string) => `${name} hat ein neues Gerät gekoppelt: ${device}`,
    deviceRemoved: (name: string, device: string) => `${name} hat ein Gerät entfernt: ${device}`,
    recovered: (name: string, device: string) =>
      `${name} ist auf einem neuen Gerät zurück, mit einer Sicherung oder einem Wiederherstellungscode: ${device}`,
    reset: (name: string) =>
      `${name} hat mit einem neuen Schlüssel neu angefangen: Die Sicherheitsnummer hat sich geändert`,
    added: (by: string, name: string) => `${by} hat ${name} hinzugefügt`,
    removed: (by: string, name: string) => `${by} hat ${name} entfernt`,
    left: (name: string) => `${name} ist gegangen`,
    madeAdmin: (by: string, name: string) => `${by} hat ${name} zum Admin gemacht`,
  },
  ownEvents: {
    deviceAdded: (device: string) => `Du hast ein neues Gerät gekoppelt: ${device}`,
    deviceRemoved: (device: string) => `Du hast ein Gerät entfernt: ${device}`,
    recovered: (device: string) =>
      `Du bist auf einem neuen Gerät zurück, mit einer Sicherung oder einem Wiederherstellungscode: ${device}`,
    reset: 'Du hast mit einem neuen Schlüssel neu angefangen',
    left: 'Du bist gegangen',
    youAdded: (name: string) => `Du hast ${name} hinzugefügt`,
    addedYou: (by: string) => `${by} hat dich hinzugefügt`,
    youRemoved: (name: string) => `Du hast ${name} entfernt`,
    removedYou: (by: string) => `${by} hat dich entfernt`,
    youMadeAdmin: (name: string) => `Du hast ${name} zum Admin gemacht`,
    madeYouAdmin: (by: string) => `${by} hat dich zum Admin gemacht`,
  },
}
