import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  attach: 'Dateien anhängen',
  attached: 'Dateien zum Senden',
  files: 'Dateien',
  remove: (name: string) => `${name} entfernen`,
  reading: (name: string) => `${name} wird gelesen`,
  open: (name: string) => `${name} öffnen`,
  save: (name: string) => `${name} speichern`,
  saveHere: 'Speichern',
  cancelUpload: (name: string) => `Hochladen von ${name} abbrechen`,
  cancelDownload: (name: string) => `Herunterladen von ${name} abbrechen`,
  retry: 'Erneut versuchen',
  uploading: (share: string) => `Wird hochgeladen, ${share}`,
  waiting: 'Wird hochgeladen, sobald der Server erreichbar ist',
  fetching: (share: string) => `Wird heruntergeladen, ${share}`,
  program: 'Programm: nur öffnen, wenn du dem Absender vertraust',
  noRoom: (limit: number) => `Eine Nachricht fasst nicht mehr als ${number(limit)} Dateien.`,
  leftOut: (left: number, all: number, limit: number) =>
    counted(left, {
      one: `# von ${number(all)} Dateien wurde weggelassen: Eine Nachricht fasst ${number(limit)}.`,
      other: `# von ${number(all)} Dateien wurden weggelassen: Eine Nachricht fasst ${number(limit)}.`,
    }),
  unreadable:
    'Das konnte nicht gelesen werden. Ein Ordner lässt sich nicht anhängen, ebenso wenig eine Datei, die es nicht mehr gibt.',
  previousPicture: 'Früheres Bild',
  nextPicture: 'Späteres Bild',
  pictureOf: (at: number, all: number) => `${number(at)} von ${number(all)}`,
  zoomIn: 'Größer',
  zoomOut: 'Kleiner',
  fetchingPicture: 'Das Bild wird geholt…',
  hugePicture: (megapixels: number) =>
    `Dieses Bild hat mehr als ${number(megapixels)} Megapixel: Es zu zeigen würde zu viel Arbeitsspeicher brauchen. Du kannst es speichern.`,
  noPicture: 'Das ist kein Bild, auch wenn es sich so nennt. Du kannst es speichern.',
  units: ['B', 'kB', 'MB', 'GB'],
  size: (value: string, unit: string) => `${value} ${unit}`,
  failures: {
    locked: 'Dieses Profil ist gesperrt. Entsperre es und versuch es noch einmal.',
    expired: 'Deine Anmeldung ist abgelaufen. Melde dich neu an und versuch es noch einmal.',
    tooLarge: (mebibytes: number) =>
      `Zu groß: Eine Datei darf bis zu ${number(mebibytes)} MiB haben. Sende sie in Teilen oder teile einen Link.`,
    quota:
      'Auf dem Server ist kein Platz mehr für deine Dateien. Lösche welche oder bitte den Betreiber um mehr.',
    diskFull:
      'Der Datenträger ist voll, deshalb konnte die Datei nicht gesichert werden. Schaff Platz und versuch es noch einmal.',
    disk: (detail: string) =>
      `Die Datei konnte auf diesem Datenträger nicht gelesen oder geschrieben werden. Versuch es noch einmal. (${detail})`,
    notThere:
      'Diese Datei ist nicht auf dem Server: Sie wurde zurückgezogen oder wird noch hochgeladen. Versuch es später noch einmal.',
    unscanned:
      'Der Server prüft diese Datei erst auf Schadsoftware. Versuch es in ein paar Sekunden noch einmal.',
    infected:
      'Der Server hat in dieser Datei Schadsoftware gefunden und sie entfernt. Sag es der Person, die sie gesendet hat.',
    cancelled: 'Das wurde abgebrochen. Häng die Datei noch einmal an, wenn du sie senden willst.',
  },
  refusals: {
    truncated:
      'Ein Teil dieser Datei fehlt auf dem Server, deshalb wurde sie nicht geöffnet. Lass sie dir noch einmal senden.',
    extended:
      'Der Server hat mehr gesendet, als diese Datei enthält, deshalb wurde sie nicht geöffnet. Lass sie dir noch einmal senden.',
    swapped:
      'Der Server hat etwas anderes als diese Datei gesendet, deshalb wurde sie nicht geöffnet. Lass sie dir noch einmal senden.',
    malformed:
      'Diese Datei wurde nicht wie vereinbart erstellt, deshalb wurde sie nicht geöffnet. Bitte den Absender, sie noch einmal zu senden.',
  },
}
