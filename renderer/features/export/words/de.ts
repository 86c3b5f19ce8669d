import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = german

export const words: Translated<typeof english> = {
  open: 'Exportieren…',
  title: (name: string) => `${name} exportieren`,
  intro: 'Alles von dieser Unterhaltung, was auf diesem Gerät ist, in einer Datei. Geht ohne Netz.',
  sealedWarning:
    'Diese Unterhaltung ist versiegelt, die Datei nicht: Wer sie bekommt, kann alles lesen. Bewahre sie auf, wo sonst niemand nachsieht.',
  format: 'Als',
  formats: { html: 'Webseite, zum Lesen', json: 'JSON, für Programme' },
  pictures: 'Bilder',
  pictureChoices: { in: 'In der Datei', out: 'Weglassen' },
  picturesHint: 'Bis zu 5 MB je Bild und 200 MB zusammen. Andere Dateien stehen in einer Liste.',
  missing: (parts: number) =>
    counted(parts, {
      one: '# Teil des älteren Verlaufs (höchstens 2.000 Nachrichten) ist noch nicht auf diesem Gerät und würde fehlen.',
      other:
        '# Teile des älteren Verlaufs (je höchstens 2.000 Nachrichten) sind noch nicht auf diesem Gerät und würden fehlen.',
    }),
  fetchFirst: 'Zuerst holen',
  fetching: 'Ältere Nachrichten werden geholt…',
  fetchFailed:
    'Der Server war nicht zu erreichen. Du kannst exportieren, was hier ist, oder es später noch einmal versuchen.',
  start: 'Exportieren',
  stop: 'Anhalten',
  reading: 'Es wird gelesen, was auf diesem Gerät ist…',
  progress: (done: number, total: number) => `Teil ${done} von ${total}…`,
  done: (count: number, place: string) =>
    `${plural(count, { one: `Fertig: ${number(count)} Nachricht ist in`, other: `Fertig: ${number(count)} Nachrichten sind in` })} ${place}`,
  unreadable:
    'Ein Teil des Verlaufs konnte auf diesem Gerät nicht gelesen werden. Es wurde nichts geschrieben. Versuche es später noch einmal.',
  locked: 'Dieses Konto ist gesperrt. Entsperre es und versuche es noch einmal.',
  close: 'Schließen',
  unnamed: 'Unterhaltung',
  someone: 'Jemand',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) =>
    `Exportiert aus Tidings, ${when}. Die Zeiten sind die des Geräts, das diese Datei gemacht hat.`,
  madeSealed: 'Diese Unterhaltung ist Ende-zu-Ende verschlüsselt. Diese Datei ist es nicht.',
  incomplete: 'Ältere Nachrichten, die nicht auf dem Gerät waren, sind nicht in dieser Datei.',
  edited: 'bearbeitet',
  pinned: (name: string) => `angeheftet von ${name}`,
  masked: 'Text durch die Moderation ersetzt',
  deleted: 'Diese Nachricht wurde gelöscht.',
  earlier: (when: string) => `Vorher, seit ${when}:`,
  answerTo: (name: string) => `als Antwort auf ${name}`,
  notInside: 'nicht in dieser Datei',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} kB`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`,
  cancelled: 'Es wurde nichts geschrieben.',
  diskFull:
    'Die Platte ist voll. Von der Datei wurde nichts behalten. Schaffe Platz oder wähle einen anderen Ort.',
  disk: (detail: string) =>
    `Die Datei konnte dort nicht geschrieben werden. Wähle einen anderen Ort. (${detail})`,
}
