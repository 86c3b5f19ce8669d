import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { inRow } = german

export const words: Translated<typeof english> = {
  section: 'Dokumente',
  none: 'Noch keine Dokumente',
  newDocument: 'Neues Dokument',
  createDocument: 'Dokument erstellen',
  editDocument: 'Titel, Thema und Symbol bearbeiten',
  title: 'Titel',
  titleWrong: 'Schreib 1 bis 120 Zeichen.',
  toolbar: 'Formatierung',
  withKeys: (name: string, keys: string) => `${name} (${keys})`,
  commands: {
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    heading1: 'Überschrift 1',
    heading2: 'Überschrift 2',
    heading3: 'Überschrift 3',
    bold: 'Fett',
    italic: 'Kursiv',
    strike: 'Durchgestrichen',
    code: 'Code',
    link: 'Link',
    bulletList: 'Aufzählung',
    orderedList: 'Nummerierte Liste',
    taskList: 'Checkliste',
    blockquote: 'Zitat',
    codeBlock: 'Codeblock',
  },
  textOf: (title: string) => `Text von ${title}`,
  emptyHint: 'Schreib hier. Alle im Workspace können es lesen und bearbeiten, auch offline.',
  taskDone: 'Erledigt',
  task: (text: string) => `Erledigt: ${text}`,
  someone: 'Jemand',
  addLink: 'Link hinzufügen',
  changeLink: 'Link ändern',
  linkAddress: 'Adresse',
  linkHint: 'Im Web (https, http) oder für E-Mail.',
  linkWrong: 'Das ist keine Web- oder E-Mail-Adresse.',
  setLink: 'Link setzen',
  openLink: 'Link öffnen',
  removeLink: 'Link entfernen',
  here: (names: ReadonlyArray<string>) => `Auch hier: ${inRow(names)}`,
  nobodyHere: 'Sonst ist gerade niemand hier',
  chat: 'Chat über dieses Dokument',
  showChat: 'Chat zeigen',
  hideChat: 'Chat ausblenden',
  opening: 'Dokument wird geöffnet',
  tryAgain: 'Erneut versuchen',
  kept: {
    connecting: 'Verbindung wird hergestellt',
    offline: 'Offline. Auf diesem Gerät gespeichert, wird später gesendet.',
    offlineSaving: 'Offline. Wird gespeichert',
    saved: 'Auf dem Server gespeichert',
    saving: 'Wird gespeichert',
    deviceOnly: 'Nur auf diesem Gerät gespeichert',
  },
  troubles: {
    strange:
      'Dieses Dokument enthält etwas, das diese Version von Tidings nicht zeigen kann. Nichts daran wurde geändert; aktualisiere Tidings, um es zu öffnen.',
    diskFull:
      'Der Datenträger ist voll: Änderungen an diesem Dokument können auf diesem Gerät nicht gespeichert werden. Schaff Platz; lass derweil dieses Fenster offen und den Server erreichbar.',
    notKept:
      'Änderungen an diesem Dokument können auf diesem Gerät gerade nicht gespeichert werden. Lass dieses Fenster offen und den Server erreichbar; es wird von selbst erneut versucht.',
    damaged:
      'Ein Teil dieses Dokuments konnte auf diesem Gerät nicht gelesen werden. Was der Server davon hat, kommt von dort zurück.',
  },
  stopped: {
    'not-a-member':
      'Du bist kein Mitglied dieses Workspace mehr. Was du geschrieben hast, bleibt auf diesem Gerät und wird nicht gesendet.',
    full: 'Dieses Dokument ist voll. Was du geschrieben hast, bleibt auf diesem Gerät; lösche etwas und versuch es noch einmal, oder mach in einem neuen Dokument weiter.',
    refused:
      'Der Server hat die neuesten Änderungen dieses Dokuments nicht angenommen. Sie bleiben auf diesem Gerät.',
  },
  absent:
    'Dieses Dokument ist noch nicht auf diesem Gerät. Es kommt, sobald der Server erreichbar ist; der Chat geht derweil.',
}
