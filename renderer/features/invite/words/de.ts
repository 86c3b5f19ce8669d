import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: (workspace: string) => `Personen zu ${workspace} einladen`,
  intro:
    'Wer den Link hat, kann herein, mit einem vorhandenen oder einem neuen Konto. Schick ihn nur denen, die du meinst.',
  role: 'Sie kommen herein als',
  notes: {
    guest: 'Gäste sehen nur die privaten Kanäle und Gruppen, zu denen sie hinzugefügt werden.',
    admin: 'Admins dürfen auch Personen einladen und entfernen.',
  },
  uses: 'Wie viele Personen ihn nutzen dürfen',
  usesOf: (count: number) => counted(count, { one: '# Person', other: '# Personen' }),
  lasts: 'Wie lange er gilt',
  days: (count: number) => counted(count, { one: '# Tag', other: '# Tage' }),
  make: 'Link erstellen',
  link: 'Link',
  copy: 'Link kopieren',
  copied: 'Kopiert',
  once: 'Er wird nur dieses eine Mal gezeigt. Kopiere ihn jetzt, oder erstelle später einen anderen.',
  open: 'Links, die noch gelten',
  none: 'Es gibt keinen.',
  loading: 'Der Server wird gefragt',
  until: (moment: string) => `bis ${moment}`,
  takeBack: 'Zurücknehmen',
  takeBackOf: (facts: string) => `Link zurücknehmen: ${facts}`,
}
