import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  sections: {
    account: 'Konto',
    security: 'Sicherheit und Geräte',
    composer: 'Schreiben',
    backup: 'Sicherung',
  },
  sectionsNav: 'Teile der Einstellungen',
  signedInAs: (username: string, server: string) => `@${username} auf ${server}`,
  accountLater: 'Um ihn, deine E-Mail-Adresse oder dein Passwort zu ändern, muss der Server erreichbar sein.',
  editAccount: 'Name und E-Mail',
  passwordTitle: 'Passwort deines Kontos',
  passwordText: 'Damit meldest du dich an, auf jedem Gerät. Änderst du es, gilt das neue überall.',
  passphraseTitle: 'Passphrase dieses Geräts',
  passphraseText:
    'Sie öffnet Tidings auf diesem Gerät. Solange du für dieses Gerät keine eigene wählst, ist sie das Passwort deines Kontos und ändert sich mit ihm; danach wird beides für sich geändert.',
  passphraseAlone: 'Sie öffnet Tidings auf diesem Gerät; nur hier wird nach ihr gefragt.',
  passphraseNone:
    'Dieses Gerät öffnet sich ohne. Legst du eine fest, wird hier nach ihr gefragt; wie du dich anmeldest, bleibt gleich.',
  safetyNumbers:
    'Um sicher zu sein, wem du schreibst, vergleiche Sicherheitsnummern: Drücke auf die Zeile unter dem Namen einer Direktnachricht.',
  sendWith: 'Senden mit',
  sendKeys: {
    enter: 'Eingabetaste',
    'mod-enter': 'Strg+Eingabetaste (die Eingabetaste macht eine neue Zeile)',
  },
  appearance: 'Darstellung',
  device: 'Das gilt nur für dieses Gerät.',
  theme: 'Design',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel', contrast: 'Hoher Kontrast' },
  accent: 'Farbe',
  accentOfWorkspace: 'Wie der Workspace',
  anyAccent: 'Jede andere Farbe',
  accents: {
    215: 'Meer',
    250: 'Blau',
    285: 'Violett',
    330: 'Rosa',
    15: 'Rot',
    55: 'Bernstein',
    110: 'Oliv',
    155: 'Grün',
  },
  density: 'Abstände',
  densities: { comfortable: 'Bequem', compact: 'Kompakt' },
  textSize: 'Textgröße',
  motion: 'Bewegung',
  motions: { system: 'Wie das System', reduced: 'Keine' },
  language: 'Sprache',
  languageSystem: 'Wie das System',
  languageNote:
    'Tidings spricht die gewählte Sprache, sobald es neu geladen ist. Was du geschrieben hast, bleibt.',
  languageReload: (language: string) => `Neu laden auf ${language}`,
}
