import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { listed } = german

export const words: Translated<typeof english> = {
  title: 'Desktop-App',
  device: 'Das gilt nur für dieses Gerät.',
  autostart: 'Mit dem System starten',
  autostartNote: 'Tidings startet, wenn du dich an diesem Computer anmeldest, ohne ein Fenster zu öffnen.',
  closeToTray: 'Im Infobereich weiterlaufen, wenn das Fenster geschlossen wird',
  closeToTrayNote:
    'Du wirst weiter über Nachrichten benachrichtigt. Beende Tidings im Menü des Infobereichs oder im Menü „Datei“.',
  spelling: 'Rechtschreibung prüfen',
  spellingDownloads:
    'Einmalig wird ein Wörterbuch für deine Sprache von Google geholt. Was du schreibst, bleibt auf diesem Gerät.',
  spellingLocal: 'Mit den Wörterbüchern dieses Computers. Was du schreibst, bleibt auf diesem Gerät.',
  notKept:
    'Das ließ sich nicht speichern: Auf den Datenträger oder in einen deiner Ordner kann nicht geschrieben werden. Es ist wie vorher.',
  nowhere: 'Dieser Link führt zu einer Unterhaltung, in der du nicht bist oder die es nicht mehr gibt.',
  nowhereOpen: (accounts: ReadonlyArray<string>) =>
    `Dieser Link führt zu einer Unterhaltung, die kein offenes Konto hat. Vielleicht gehört sie zu ${listed(accounts)}: Entsperre dieses Konto und öffne den Link noch einmal.`,
  safeMode:
    'Tidings läuft im abgesicherten Modus: ohne den Grafikprozessor und mit Einstellungen wie am ersten Tag. Deine sind wieder da, wenn du es beendest und neu startest.',
  menus: {
    open: 'Tidings öffnen',
    quit: 'Tidings beenden',
    file: 'Datei',
    newWindow: 'Neues Fenster',
    closeWindow: 'Fenster schließen',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    zoomIn: 'Größer',
    zoomOut: 'Kleiner',
    actualSize: 'Normale Größe',
    fullScreen: 'Vollbild',
    window: 'Fenster',
    minimize: 'Minimieren',
    addToDictionary: 'Zum Wörterbuch hinzufügen',
    noSuggestions: 'Keine Vorschläge',
    copyLink: 'Link kopieren',
  },
}
