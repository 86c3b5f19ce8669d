import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  failedTitle: 'Deine Unterhaltungen konnten nicht geöffnet werden',
  again: 'Erneut versuchen',
  crashedTitle: 'In Tidings ist etwas kaputtgegangen',
  crashedText:
    'Was du gesendet oder in die Warteschlange gestellt hast, liegt sicher auf diesem Gerät. Lade neu, um weiterzumachen.',
  reload: 'Neu laden',
  changePassphrase: 'Passphrase ändern',
  setPassphrase: 'Passphrase festlegen',
  current: 'Aktuelle Passphrase',
  currentHint: 'Womit du dieses Gerät entsperrst: anfangs das Passwort deines Kontos.',
  currentMissing: 'Gib die Passphrase ein, mit der sich dieses Gerät jetzt öffnet.',
  next: 'Neue Passphrase',
  nextHint: 'Mindestens 12 Zeichen. Nur für dieses Gerät; das Passwort deines Kontos bleibt.',
  nextWrong: 'Nimm mindestens 12 Zeichen.',
  password: 'Dein Passwort',
  passwordHint: 'Zur Sicherheit, damit niemand das an einem Gerät tut, das du offen gelassen hast.',
  passwordMissing: 'Gib dein Passwort ein.',
  profile: 'Dein Konto',
  name: 'Name',
  username: 'Benutzername',
  usernameHint: 'Damit meldest du dich an. 3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche.',
  status: 'Statustext',
  statusHint: 'Wer einen Workspace mit dir teilt, sieht ihn. Optional.',
  statusCleared: 'Dein Statustext wurde entfernt.',
  statusWrong: 'Schreib eine Zeile mit höchstens 140 Zeichen.',
  email: 'E-Mail-Adresse',
  emailHint: 'Nur du siehst sie. Optional.',
  emailWrong: 'Das sieht nicht nach einer E-Mail-Adresse aus.',
  save: 'Speichern',
  changePassword: 'Passwort ändern',
  changePasswordText:
    'Alle deine anderen Geräte werden abgemeldet und müssen sich mit dem neuen Passwort anmelden.',
  currentPassword: 'Aktuelles Passwort',
  newPassword: 'Neues Passwort',
  newPasswordHint: 'Mindestens 12 Zeichen.',
  signOutOthers: 'Alle anderen Geräte abmelden',
  othersSignedOut: (devices: number) =>
    counted(devices, { one: '# Gerät wurde abgemeldet.', other: '# Geräte wurden abgemeldet.' }),
  useInvitation: 'Einladung verwenden',
  invitationMissing: 'Füge den Link ein, den du bekommen hast.',
  showInvitation: 'Zeigen, wozu sie einlädt',
  acceptInvitation: 'Annehmen',
  offer: {
    account: 'Sie ist für ein Konto auf diesem Server; das hast du schon.',
    owner: (workspace: string) => `Du bist zu ${workspace} eingeladen, als Inhaber.`,
    admin: (workspace: string) => `Du bist zu ${workspace} eingeladen, als Admin.`,
    member: (workspace: string) => `Du bist zu ${workspace} eingeladen, als Mitglied.`,
    guest: (workspace: string) => `Du bist zu ${workspace} eingeladen, als Gast.`,
  },
  updateNotKept: (detail: string) =>
    `Auf dem Server ist es geändert, konnte aber auf diesem Gerät nicht festgehalten werden. Melde dich beim nächsten Mal mit dem neuen Benutzernamen an. (${detail})`,
  usernameTaken: 'Dieser Benutzername ist vergeben. Wähle einen anderen.',
  wrongPassword: 'Das ist nicht dein aktuelles Passwort. Versuch es noch einmal.',
  noPassword: 'Dieses Konto hat kein Passwort: Du meldest dich im Browser an.',
  passwordNotKept: (detail: string) =>
    `Das Passwort ist geändert, aber dieses Gerät öffnet sich noch mit dem alten: Es konnte hier nicht festgehalten werden. (${detail})`,
  locked: 'Dieses Profil ist gesperrt. Lade neu und entsperre es mit deinem Passwort.',
  wrongPassphrase: 'Das ist nicht die aktuelle Passphrase dieses Geräts. Versuch es noch einmal.',
  passphraseLocked: 'Dieses Profil ist gesperrt. Entsperre es und versuch es noch einmal.',
  passphraseNotKept: (detail: string) =>
    `Die Passphrase wurde nicht geändert, die alte gilt weiter. (${detail})`,
}
