import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = german

export const words: Translated<typeof english> = {
  someone: 'Jemand',
  you: 'Du',
  openReaders: 'Wer das lesen kann',
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
  notLinkedTitle: 'Dieses Gerät ist noch nicht gekoppelt',
  notLinkedText:
    'Versiegelte Unterhaltungen lassen sich auf den Geräten lesen, die deine Schlüssel haben. Dieses hat bisher keine. Nichts ist verloren.',
  notLinkedKeptText:
    'Was auf diesem Gerät ist, lässt sich lesen. Neues, und was du schreibst, geht durch, sobald dieses Gerät gekoppelt ist. Nichts ist verloren.',
  notLinkedAction: 'Dieses Gerät koppeln',
  notEnteredTitle: 'Dieses Gerät steht noch nicht in der Liste deiner Geräte',
  notEnteredText: (detail: string) =>
    `Deine Schlüssel kamen mit der Sicherung, deshalb lässt sich lesen, was darin ist. Was du schreibst, bleibt hier erhalten und wird gesendet, sobald dieses Gerät in der Liste steht. Tidings versucht es von selbst wieder. (${detail})`,
  arrivingTitle: 'Die Schlüssel dieser Unterhaltung kommen gerade an',
  arrivingText:
    'Die neuesten Nachrichten kommen zuerst. Du kannst hier bleiben oder woanders hingehen, es geht von selbst weiter.',
  arrivingProgress: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} von ${number(total)} Nachricht`,
      other: `${number(done)} von ${number(total)} Nachrichten`,
    }),
  beforeTitle: 'Was geschrieben wurde, bevor du kamst, bleibt dir verschlossen',
  beforeText: (moment: string) =>
    `Du wurdest am ${moment} hinzugefügt. Ältere Nachrichten wurden für die versiegelt, die damals hier waren. Frag jemanden von ihnen, wenn du etwas davon brauchst.`,
  keyBlockedTitle: (name: string) => `Der Schlüssel von ${name} muss erst geklärt werden`,
  keyBlockedText: (name: string) =>
    `${name} war verifiziert und hat jetzt einen anderen Schlüssel. Bis du ihn verglichen oder angenommen hast, nimmt dieses Gerät nichts an, was damit versiegelt wurde.`,
  damagedTitle: (count: number) =>
    counted(count, { one: '# Nachricht hier ist beschädigt', other: '# Nachrichten hier sind beschädigt' }),
  damagedText:
    'Sie passen nicht zum Siegel dessen, der sie geschrieben hat, deshalb werden sie weggelassen. Alles andere wird gezeigt. Wer sie geschrieben hat, kann sie noch einmal senden.',
  withheldTitle: 'Der Server hält Nachrichten zurück',
  withheldText: (moment: string) =>
    `Andere haben von Nachrichten nach ${moment} berichtet, die der Server nicht herausgibt. Tidings fragt weiter. Sag es dem Betreiber deines Servers, wenn das so bleibt.`,
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
