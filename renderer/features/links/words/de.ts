import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  openTitle: 'Diesen Link öffnen?',
  openText: 'Er führt aus Tidings hinaus, zu',
  openWhole: 'Ganze Adresse',
  open: 'Link öffnen',
  copyAddress: 'Adresse kopieren',
  lettersWarning:
    'Der Name dieser Seite enthält Buchstaben, die sich mit anderen verwechseln lassen. Öffne sie nur, wenn du sie kennst.',
  otherWarning: (host: string) =>
    `Der Link zeigt ${host} an, führt aber nicht dorthin. Öffne ihn nur, wenn du weißt, warum.`,
  trust: (site: string) => `Bei ${site} nicht mehr fragen`,
  title: 'Links',
  note: 'Bevor ein Link aus Tidings hinausführt, wirst du gefragt und siehst, wohin. Was hier gewählt ist, gilt nur für dein Konto auf diesem Gerät.',
  none: 'Du wirst bei jeder Seite gefragt.',
  sites: (count: number) =>
    counted(count, {
      one: '# Seite öffnet sich ohne Frage',
      other: '# Seiten öffnen sich ohne Frage',
    }),
  forget: 'Wieder fragen',
  forgetSite: (site: string) => `Bei ${site} wieder fragen`,
  forgetAll: 'Bei allen wieder fragen',
}
