import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  product: 'Tidings',
  createTitle: 'Erstelle dein Konto',
  signInTitle: 'Anmelden',
  welcomeBack: (name: string) => `Willkommen zurück, ${name}`,
  restore: 'Aus einer Sicherung wiederherstellen',
  username: 'Benutzername',
  name: 'Name',
  password: 'Passwort',
  usernameHint: '3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche.',
  nameHint: 'Wie andere dich sehen.',
  passwordHint: 'Mindestens 12 Zeichen. Es sperrt auch dieses Gerät.',
  create: 'Konto erstellen',
  signIn: 'Anmelden',
  unlock: 'Entsperren',
  unlockHint: 'Öffnet, was auf diesem Gerät ist. Geht ohne Netz.',
  keystoreHint:
    'Der Schlüsselspeicher dieses Systems hält dieses Profil gesperrt. Entsperre ihn (deinen Schlüsselbund), wenn er fragt.',
  lost: 'Passwort vergessen?',
  lostText:
    'Niemand kann es hier zurücksetzen, auch der Server nicht: Ohne das Passwort oder deinen Wiederherstellungscode bleibt verschlossen, was auf diesem Gerät ist. Hast du es auf einem anderen Gerät geändert, öffnet dieses hier noch das alte.',
  lostCode: (recovery: string) =>
    `Hast du deinen Wiederherstellungscode aufgeschrieben, wähle „${recovery}“: Damit legst du ein neues Passwort fest.`,
  lostErase: (erase: string, restore: string) =>
    `Sonst wähle „${erase}“ und melde dich neu an. Kanäle kommen vom Server zurück. Versiegelte Nachrichten kommen zurück, wenn du mit einem anderen deiner Geräte koppelst, oder aus einer Sicherung („${restore}“); ohne beides sind sie verloren, ebenso was noch nicht gesendet war.`,
  lostAccount:
    'Zum Anmelden brauchst du das Passwort deines Kontos. Ist es das verlorene, bitte die Person, die den Server betreibt, um ein neues.',
  toRecovery: 'Wiederherstellungscode verwenden',
  backToUnlock: 'Zurück',
  recoveryCode: 'Wiederherstellungscode',
  recoveryCodeHint: 'Die Gruppen aus Buchstaben und Ziffern, die du aufgeschrieben hast. Geht ohne Netz.',
  newPassword: 'Neues Passwort',
  newPasswordHint: 'Mindestens 12 Zeichen. Es sperrt dieses Gerät von nun an.',
  codeMissing: 'Gib deinen Wiederherstellungscode ein.',
  toSignIn: 'Ich habe ein Konto',
  toCreate: 'Konto erstellen',
  server: (server: string) => `Server: ${server}`,
  usernameWrong:
    'Nimm 3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche; beginne mit einem Buchstaben oder einer Ziffer.',
  nameWrong: 'Schreib 1 bis 80 Zeichen.',
  passwordWrong: 'Nimm mindestens 12 Zeichen.',
  passwordMissing: 'Gib dein Passwort ein.',
  signUpClosed: 'Auf diesem Server können keine neuen Konten erstellt werden. Bitte den Betreiber um eines.',
  invitation: 'Einladung',
  invitationHint: 'Füge den Link ein, den du bekommen hast.',
  invitationMissing: 'Konten gibt es hier auf Einladung. Füge den Link ein, den du bekommen hast.',
  withProvider: (name: string) => `Mit ${name} anmelden`,
  toBrowser: 'Im Browser weitermachen',
  inBrowser: (name: string) =>
    `Dein Browser ist offen. Melde dich dort mit ${name} an und komm dann hierher zurück. Bis dahin geschieht hier nichts.`,
  cancelBrowser: 'Abbrechen',
  passphrase: 'Passphrase für dieses Gerät',
  passphraseHint:
    'Mindestens 12 Zeichen. Sie sperrt, was hier gespeichert ist. Hast du dieses Gerät schon benutzt, dann die von damals.',
  passphraseWrong: 'Nimm mindestens 12 Zeichen.',
  tooShort: (characters: number) =>
    counted(characters, {
      one: 'Deine Organisation verlangt mindestens # Zeichen. Nimm mehr.',
      other: 'Deine Organisation verlangt mindestens # Zeichen. Nimm mehr.',
    }),
  passwordWeak:
    'Dieses Passwort gehört zu den ersten, die ausprobiert werden, oder ist kaum mehr als ein Name oder eine Tastenreihe. Wähle ein anderes: ein paar Wörter, die nicht zusammengehören, sind gut.',
  invitationRefused:
    'Diese Einladung gilt nicht oder nicht mehr. Prüf, ob du sie ganz eingefügt hast, oder bitte um eine neue.',
  throttled: (seconds: number) =>
    counted(seconds, {
      one: 'Zu viele falsche Passwörter. Warte # Sekunde und versuch es noch einmal.',
      other: 'Zu viele falsche Passwörter. Warte # Sekunden und versuch es noch einmal.',
    }),
  failures: {
    'kept-here':
      'Dieses Profil hat schon ein Konto mit diesem Namen: Melde dich an, oder wähle einen anderen Namen.',
    namesake:
      'Dieses Profil hat ein anderes Konto mit diesem Namen, von einem anderen Server. Nimm für dieses ein anderes Profil.',
    twin: 'Dieser Server hat die Kennung eines Kontos vergeben, das du anderswo hast: Es wurde nichts eingerichtet. Frag, wer ihn betreibt.',
    'changed-elsewhere':
      'Das Passwort wurde woanders geändert, oder dieses Gerät hat eine eigene Passphrase. Was hier liegt, öffnet sich mit dem alten Passwort oder mit ihr: Entsperre, dann melde dich mit dem neuen an. Ist beides verloren, nimm deinen Wiederherstellungscode.',
    'account-disabled': 'Dieses Konto wurde deaktiviert. Frag den Betreiber des Servers.',
    'wrong-credentials':
      'Benutzername und Passwort gehören nicht zusammen. Prüf beides und versuch es noch einmal.',
    'username-taken': 'Dieser Benutzername ist vergeben. Wähle einen anderen.',
    vault: (detail: string) =>
      `Deine Schlüssel konnten auf diesem Gerät nicht gespeichert werden. (${detail})`,
  },
  providerFailures: {
    'no-browser':
      'Auf diesem System konnte kein Browser geöffnet werden. Leg einen Standardbrowser fest und versuch es noch einmal.',
    cancelled: 'Du hast es abgebrochen. Nichts hat sich geändert.',
    'took-too-long': 'Niemand kam aus dem Browser zurück. Versuch es noch einmal.',
    denied: (name: string) =>
      `${name} hat dich nicht hereingelassen, oder du hast dort nicht zugestimmt. Nichts hat sich geändert.`,
    refused: 'Was aus dem Browser zurückkam, gehört nicht zu dieser Anmeldung. Versuch es noch einmal.',
    unreachable: (name: string) =>
      `Der Server konnte ${name} nicht erreichen. Versuch es später noch einmal.`,
    misconfigured: (name: string) =>
      `Die Einstellungen des Servers für ${name} stimmen nicht. Sag es dem Betreiber.`,
    'passphrase-needed':
      'Was dieses Gerät von deinem Konto speichert, öffnet sich mit einer Passphrase. Gib sie oben ein und mach dann im Browser weiter.',
    'wrong-passphrase':
      'Das ist nicht die Passphrase, mit der dieses Gerät gesperrt wurde. Versuch es noch einmal.',
  },
  unlockWrong: 'Das ist nicht das Passwort dieses Profils. Versuch es noch einmal.',
  keysUnreadable: (detail: string) =>
    `Die Schlüssel auf diesem Gerät konnten nicht gelesen werden. (${detail})`,
  recoveryFailures: {
    mistyped:
      'In diesem Code ist ein Fehler: Ein Zeichen ist falsch, fehlt oder ist zu viel. Vergleiche ihn mit dem, was du aufgeschrieben hast.',
    'wrong-code':
      'Das ist ein Wiederherstellungscode, aber nicht der dieses Profils. Hast du einen neueren erstellt, dann nimm den.',
    'password-needed': 'Wähle auch ein neues Passwort: Sonst würde nichts dieses Gerät sperren.',
  },
  farewell: {
    open: 'Tidings öffnen',
    signedIn: { title: 'Du kannst zu Tidings zurückkehren', text: 'Dieser Tab kann geschlossen werden.' },
    failed: {
      title: 'Du wurdest nicht angemeldet',
      text: 'Geh zurück zu Tidings: Dort steht, was geschehen ist. Dieser Tab kann geschlossen werden.',
    },
    nothing: { title: 'Hier ist nichts', text: 'Diese Adresse ist nur für Tidings.' },
  },
}
