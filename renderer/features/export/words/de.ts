import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = german

export const words: Translated<typeof english> = {
  open: 'Exportieren…',
  title: (name: string) => `${name} exportieren`,
  intro: 'Alles aus dieser Unterhaltung, was auf diesem Gerät ist, in einer Datei. Geht ohne Netz.',
  sealedWarning:
    'Diese Unterhaltung ist versiegelt, die Datei ist es nicht: Wer sie bekommt, kann alles lesen. Bewahre sie dort auf, wo sonst niemand hinsieht.',
  format: 'Als',
  formats: { html: 'Webseite, zum Lesen', json: 'JSON, für Programme' },
  pictures: 'Bilder',
  pictureChoices: { in: 'In der Datei', out: 'Weglassen' },
  picturesHint: 'Bis zu 5 MB je Bild und 200 MB insgesamt. Andere Dateien werden in einer Liste genannt.',
  missing: (parts: number) =>
    counted(parts, {
      one: '# Teil des älteren Verlaufs (höchstens 2.000 Nachrichten) ist noch nicht auf diesem Gerät und würde fehlen.',
      other:
        '# Teile des älteren Verlaufs (je höchstens 2.000 Nachrichten) sind noch nicht auf diesem Gerät und würden fehlen.',
    }),
  fetchFirst: 'Erst holen',
  fetching: 'Ältere Nachrichten werden geholt…',
  fetchFailed:
    'Der Server war nicht erreichbar. Du kannst exportieren, was hier ist, oder es später noch einmal versuchen.',
  start: 'Exportieren',
  stop: 'Abbrechen',
  reading: 'Es wird gelesen, was auf diesem Gerät ist…',
  progress: (done: number, total: number) => `Teil ${done} von ${total}…`,
  done: (count: number, place: string) =>
    plural(count, {
      one: `Fertig: ${number(count)} Nachricht liegt in ${place}`,
      other: `Fertig: ${number(count)} Nachrichten liegen in ${place}`,
    }),
  unreadable:
    'Ein Teil des Verlaufs konnte auf diesem Gerät nicht gelesen werden. Es wurde nichts geschrieben. Versuch es später noch einmal.',
  locked: 'Dieses Konto ist gesperrt. Entsperre es und versuch es noch einmal.',
  close: 'Schließen',
  fileName: (name: string, date: string, ending: string) => `${name} ${date}.${ending}`,
  unnamed: 'Unterhaltung',
  someone: 'Jemand',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) =>
    `Aus Tidings exportiert, ${when}. Zeiten sind die des Geräts, das diese Datei erstellt hat.`,
  madeSealed: 'Diese Unterhaltung ist Ende-zu-Ende-verschlüsselt. Diese Datei ist es nicht.',
  incomplete: 'Ältere Nachrichten, die nicht auf dem Gerät waren, sind nicht in dieser Datei.',
  edited: 'bearbeitet',
  pinned: (name: string) => `angeheftet von ${name}`,
  masked: 'Text von der Moderation ersetzt',
  deleted: 'Diese Nachricht wurde gelöscht.',
  earlier: (when: string) => `Davor, seit ${when}:`,
  answerTo: 'als Antwort auf',
  notInside: 'nicht in dieser Datei',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} kB`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`,
  cancelled: 'Es wurde nichts geschrieben.',
  diskFull:
    'Der Datenträger ist voll. Von der Datei wurde nichts behalten. Schaff Platz oder wähle einen anderen Ort.',
  disk: (detail: string) =>
    `Die Datei konnte dort nicht geschrieben werden. Wähle einen anderen Ort. (${detail})`,
}
