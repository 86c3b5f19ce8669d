import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  favourites: 'Favoriten',
  addFavourite: 'Zu Favoriten hinzufügen',
  removeFavourite: 'Aus Favoriten entfernen',
  draft: ', Entwurf wartet',
  more: (name: string) => `${name} einordnen`,
  actions: 'Einordnen',
  moveTo: (section: string) => `Nach ${section} verschieben`,
  moveOut: 'Aus seinem Abschnitt nehmen',
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  newSection: 'Neuer Abschnitt',
  newSectionHere: 'In einen neuen Abschnitt verschieben',
  sectionActions: (name: string) => `Abschnitt ${name}`,
  rename: 'Abschnitt umbenennen',
  renameTitle: 'Abschnitt umbenennen',
  removeSection: 'Abschnitt entfernen',
  sectionRemoved: (name: string) => `Der Abschnitt ${name} wurde entfernt.`,
  removeText: 'Der Abschnitt geht; seine Unterhaltungen bleiben und stehen dort, wo sie vorher standen.',
  emptySection: 'Zieh Unterhaltungen hierher, oder nimm ihr Menü.',
  sectionName: 'Name',
  sectionNameMissing: 'Gib ihm einen Namen.',
  create: 'Abschnitt erstellen',
  save: 'Speichern',
  fold: (name: string) => `${name} einklappen`,
  unfold: (name: string) => `${name} ausklappen`,
  saved: 'Für später gemerkt',
  saveMessage: 'Für später merken',
  unsaveMessage: 'Nicht mehr merken',
  savedTitle: 'Für später gemerkt',
  savedEmpty: 'Nichts gemerkt',
  savedEmptyText:
    'Drück S auf einer Nachricht, oder wähle „Für später merken“ in ihrem Menü. Nur du siehst, was du dir merkst.',
  toDo: 'Noch offen',
  done: 'Erledigt',
  markDone: 'Als erledigt markieren',
  markNotDone: 'Noch nicht erledigt',
  remove: 'Entfernen',
  savedRemoved: (count: number) =>
    counted(count, {
      one: '# Nachricht ist nicht mehr gemerkt.',
      other: '# Nachrichten sind nicht mehr gemerkt.',
    }),
  jump: 'Zur Nachricht',
  gone: 'Diese Unterhaltung ist nicht mehr hier.',
  filesOnly: 'Dateien',
  disappeared: 'Nachricht verschwunden',
  someone: 'Jemand',
  full: (limit: number) => `Mehr als ${number(limit)} passen nicht. Entferne erst welche.`,
  isSaved: 'Gemerkt',
  close: 'Schließen',
}
