import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Über Tidings und Updates',
  version: (version) => `Tidings ${version}`,
  elsewhere:
    'Updates kommen von deiner Organisation oder von dort, woher diese App installiert wurde. Tidings sucht nicht selbst danach.',
  channel: 'Welche Versionen',
  channels: { stable: 'Fertige Versionen', beta: 'Testversionen: früher, mit mehr Fehlern' },
  channelNotKept:
    'Diese Auswahl konnte nicht gespeichert werden: Der Datenträger ist voll oder nicht beschreibbar.',
  look: 'Nach Updates suchen',
  download: 'Herunterladen',
  restart: 'Für das Update neu starten',
  later: 'Später',
  states: {
    idle: 'Seit dem Start wurde noch nicht nach einer neueren Version gesucht.',
    checking: 'Suche nach einer neueren Version …',
    none: (time) => `Dies ist die neueste Version. Zuletzt gesucht um ${time}.`,
    available: (version) => `Version ${version} ist erschienen.`,
    downloading: (version, percent) => `Version ${version} wird heruntergeladen: ${percent}`,
    ready: (version) =>
      `Version ${version} ist bereit. Tidings wird geschlossen und startet neu; was du geschrieben hast, bleibt.`,
  },
  refusals: {
    unreachable:
      'Der Server für Updates antwortet nicht oder nicht wie erwartet. Prüfe dein Netzwerk und versuche es später noch einmal.',
    insecure:
      'Der Server für Updates ist nicht über https erreichbar; deshalb wird nichts von ihm angenommen. Sag es der Person, die dieses Gerät betreut.',
    'no-keys':
      'Diese Fassung von Tidings kennt keinen Herausgeber und nimmt von niemandem Updates an. Installiere eine neuere von Hand.',
    unsigned:
      'Das angebotene Update ist nicht signiert. Es wurde nicht installiert. Sag es der Person, die dieses Gerät betreut.',
    'other-publisher':
      'Das angebotene Update stammt nicht von den Herausgebern von Tidings. Es wurde nicht installiert. Sag es der Person, die dieses Gerät betreut.',
    'other-product':
      'Was als Update angeboten wird, ist etwas anderes. Es wurde nicht installiert. Sag es der Person, die dieses Gerät betreut.',
    stale:
      'Der Server bietet eine alte Versionsliste an: älter als eine schon gesehene oder älter als 90 Tage. Nichts wurde installiert. Versuche es morgen noch einmal; bleibt es so, sag es der Person, die dieses Gerät betreut.',
    clock:
      'Das Update trägt ein Datum in der Zukunft. Stelle die Uhr dieses Geräts richtig und suche noch einmal.',
    unreadable: 'Das Update ergibt keinen Sinn. Nichts wurde installiert. Versuche es später noch einmal.',
    'no-package': 'Für diese Art Gerät gibt es kein Update. Installiere eine neuere Version von Hand.',
    disk: 'Das Update konnte nicht gespeichert werden: Der Datenträger ist voll oder nicht beschreibbar. Schaffe Platz und versuche es noch einmal.',
    'not-installed':
      'Das Update konnte nicht installiert werden; diese Version bleibt. Versuche es noch einmal oder installiere es von Hand.',
    description:
      'Die Versionsliste wurde unterwegs verändert. Nichts wurde installiert. Versuche es noch einmal; bleibt es so, sag es der Person, die dieses Gerät betreut.',
    package:
      'Das Update wurde unterwegs verändert oder beschädigt und nicht installiert. Versuche es noch einmal; bleibt es so, sag es der Person, die dieses Gerät betreut.',
    older: (version) =>
      `Die neueste Version dort ist ${version} und damit älter als deine. Nichts wurde geändert; du bekommst, was nach deiner kommt.`,
  },
}
