import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: 'Wähle einen Workspace',
  intro: 'Ein Workspace enthält die Kanäle eines Teams, eines Vereins, einer Familie.',
  join: (name: string) => `${name} beitreten`,
  members: (count: number) => counted(count, { one: '# Mitglied', other: '# Mitglieder' }),
  joined: 'Du bist dabei',
  open: 'Workspaces auf diesem Server',
  loading: 'Der Server wird gefragt, welche Workspaces offen sind',
  none: 'Hier ist noch kein Workspace offen. Erstelle den ersten.',
  find: 'Workspace finden',
  noneFound: 'Kein Workspace heißt so.',
  again: 'Erneut versuchen',
  name: 'Name des Workspace',
  nameWrong: 'Schreib 1 bis 80 Zeichen, ohne Steuerzeichen.',
  create: 'Workspace erstellen',
  createTitle: 'Oder erstelle deinen eigenen',
}
