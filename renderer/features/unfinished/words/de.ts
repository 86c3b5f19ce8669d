import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  leftOver:
    'Die Nachricht, die du bearbeitet hast, ist nicht mehr da. Was du geschrieben hattest, steht als Entwurf im Feld.',
  editLate: (by: string, where: string) =>
    `Deine Änderung an einer Nachricht in ${where} kam zu spät: ${by} hatte die Nachricht gelöscht. Was du geschrieben hast, wartet dort als Entwurf.`,
  editMasked: (where: string) =>
    `Deine Änderung an einer Nachricht in ${where} ist nicht zu sehen: An ihrer Stelle steht ein Text der Moderation. Was du geschrieben hast, wartet dort als Entwurf.`,
  unkept:
    'Dateien, die hier warten, konnten auf diesem Gerät nicht gespeichert werden. Wird Tidings geschlossen, sind sie weg: Sende sie vorher.',
}
