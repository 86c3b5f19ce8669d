import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Dieses Fenster von Tidings funktioniert nicht mehr',
  text: 'Was du gesendet oder in die Warteschlange gestellt hast, liegt sicher auf diesem Gerät. Öffne das Fenster neu, um weiterzumachen.',
  failed:
    'Was du gerade getan hast, hat vielleicht nicht geklappt. Gesendetes und Wartendes ist sicher: sieh nach und versuche es noch einmal. Geht es so weiter, lade das Fenster neu.',
  open: 'Neu öffnen',
  safeMode: 'Im abgesicherten Modus neu starten',
  safeModeNote:
    'Falls es immer wieder geschieht: Der abgesicherte Modus kommt ohne den Grafikprozessor aus und hat Einstellungen wie am ersten Tag. Nichts von dir wird gelöscht.',
  reportTitle: 'Ein Bericht darüber',
  reportNote:
    'Das ist alles, was darin steht: keine Nachricht, kein Name. Nichts wird gesendet; du kannst ihn speichern und denen geben, die Tidings für dich betreuen.',
  save: 'Bericht speichern',
  fileName: 'tidings-bericht.txt',
}
