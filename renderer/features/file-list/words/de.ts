import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: 'Dateien und Links',
  kind: 'Was gezeigt wird',
  kinds: { images: 'Bilder', files: 'Dateien', links: 'Links' },
  filter: 'Nach Namen suchen',
  none: {
    images: 'Noch keine Bilder. Hier stehen die, die jemand in dieser Unterhaltung sendet.',
    files: 'Noch keine Dateien. Hier stehen die, die jemand in dieser Unterhaltung sendet.',
    links: 'Noch keine Links. Hier stehen die, die jemand in dieser Unterhaltung sendet.',
  },
  noneNamed: 'Nichts hier heißt so.',
  looking: 'Es wird gesucht…',
  by: (name: string, moment: string) => `${name}, ${moment}`,
  openLink: (host: string) => `Link zu ${host} öffnen`,
  more: 'Weiter zurück suchen',
  coverage: (left: number) =>
    counted(left, {
      one: '# Teil deines Verlaufs auf diesem Gerät ist noch zu durchsuchen.',
      other: '# Teile deines Verlaufs auf diesem Gerät sind noch zu durchsuchen.',
    }),
  you: 'Du',
  someone: 'Jemand',
}
