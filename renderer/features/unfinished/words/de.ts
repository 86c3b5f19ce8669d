import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  leftOver:
    'Die Nachricht, die du bearbeitet hast, ist nicht mehr da. Was du geschrieben hattest, steht als Entwurf im Feld.',
  unsent: (count: number) =>
    counted(count, {
      one: 'Tidings wurde geschlossen, bevor # hier angehängte Datei gesendet war. Hänge sie noch einmal an.',
      other:
        'Tidings wurde geschlossen, bevor # hier angehängte Dateien gesendet waren. Hänge sie noch einmal an.',
    }),
}
