import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  signInAgain: 'Neu anmelden',
  takenOut: (name: string) =>
    `Du bist nicht mehr in ${name}. Um zurückzukommen, tritt wieder bei, wenn der Workspace allen offen steht, oder bitte um eine Einladung.`,
  signedOut:
    'Der Server bittet dich, dich neu anzumelden. Du kannst derweil lesen und schreiben; was du schreibst, bleibt hier erhalten.',
  signInAgainTitle: 'Neu anmelden',
  signInAgainText: 'Dein Passwort öffnet wieder den Weg zum Server. Auf diesem Gerät wird nichts angetastet.',
  password: 'Passwort',
  understood: 'OK',
  reload: 'Neu laden',
  getUpdate: 'Neueste Version holen',
  history: (share: string) => `Verlauf wird geladen: ${share}`,
  showStuck: 'Zeigen',
  showStuckOf: 'Zeigen, was nicht gesendet wurde',
  states: {
    online: 'Synchron',
    sending: (queued: number) =>
      counted(queued, { one: '# Nachricht wird gesendet', other: '# Nachrichten werden gesendet' }),
    connecting: 'Verbindung wird hergestellt.',
    connectingSince: (moment: string) => `Verbindung wird hergestellt. Stand von ${moment}.`,
    connectingWith: (queued: number) =>
      counted(queued, {
        one: 'Verbindung wird hergestellt. # Nachricht wartet.',
        other: 'Verbindung wird hergestellt. # Nachrichten warten.',
      }),
    offline: 'Offline. Du kannst weiterschreiben.',
    offlineSince: (moment: string) => `Offline. Du kannst weiterschreiben. Stand von ${moment}.`,
    offlineWith: (queued: number) =>
      counted(queued, {
        one: 'Offline. Du kannst weiterschreiben; # Nachricht wartet.',
        other: 'Offline. Du kannst weiterschreiben; # Nachrichten warten.',
      }),
    signedOut: 'Abgemeldet.',
    signedOutSince: (moment: string) => `Abgemeldet. Stand von ${moment}.`,
    signedOutWith: (queued: number) =>
      counted(queued, { one: 'Abgemeldet. # Nachricht wartet.', other: 'Abgemeldet. # Nachrichten warten.' }),
    stopped: 'Nicht verbunden',
    stoppedWith: (queued: number) =>
      counted(queued, {
        one: 'Nicht verbunden. # Nachricht wartet.',
        other: 'Nicht verbunden. # Nachrichten warten.',
      }),
  },
  short: {
    sending: (queued: number) => `Sendet ${number(queued)}`,
    stuck: (queued: number) => `${number(queued)} nicht gesendet`,
    connecting: 'Verbinden',
    connectingWith: (queued: number) =>
      counted(queued, { one: 'Verbinden · # wartet', other: 'Verbinden · # warten' }),
    offline: 'Offline',
    offlineWith: (queued: number) =>
      counted(queued, { one: 'Offline · # wartet', other: 'Offline · # warten' }),
    signedOut: 'Abgemeldet',
    signedOutWith: (queued: number) =>
      counted(queued, { one: 'Abgemeldet · # wartet', other: 'Abgemeldet · # warten' }),
    stopped: 'Nicht verbunden',
    stoppedWith: (queued: number) =>
      counted(queued, { one: 'Nicht verbunden · # wartet', other: 'Nicht verbunden · # warten' }),
  },
  stopped: {
    'device-revoked':
      'Dieses Gerät wurde aus deinem Konto entfernt und empfängt und sendet deshalb keine Nachrichten mehr. Melde dich ab und wieder an, um es zu benutzen.',
    'version-unsupported':
      'Diese Version von Tidings ist zu alt für den Server. Aktualisiere sie, um zu senden und zu empfangen; was du geschrieben hast, bleibt erhalten.',
    replaced:
      'Tidings ist in einem anderen Fenster dieses Profils verbunden. Lade dieses neu, um es hier zu benutzen.',
  },
  failures: {
    unreachable: 'Der Server war nicht erreichbar. Prüf das Netz und versuch es noch einmal.',
    tooManyRequests: (seconds: number) =>
      counted(seconds, {
        one: 'Zu viele Versuche. Warte # Sekunde und versuch es noch einmal.',
        other: 'Zu viele Versuche. Warte # Sekunden und versuch es noch einmal.',
      }),
    serverError: (detail: string) =>
      `Der Server hatte selbst ein Problem. Versuch es später noch einmal. (${detail})`,
    locked: 'Dieses Profil ist gesperrt. Entsperre es zuerst mit deinem Passwort.',
    byPolicy:
      'Die Organisation, die dieses Gerät verwaltet, erlaubt das nicht. Sieh unter „Von deiner Organisation verwaltet“ in den Einstellungen nach, oder frag, wer eure Geräte betreut.',
    expired: 'Deine Anmeldung ist abgelaufen. Melde dich neu an und wiederhole es dann.',
    nameTaken: 'Dieser Name ist vergeben. Wähle einen anderen.',
    forbidden: 'Deine Rolle in diesem Workspace erlaubt das nicht.',
    notFound: 'Das gibt es nicht mehr.',
  },
  declined: {
    'bad-request':
      'Der Server hat nicht verstanden, was von ihm verlangt wurde. Aktualisiere Tidings und versuch es noch einmal.',
    unauthorized: 'Deine Anmeldung ist abgelaufen. Melde dich neu an und wiederhole es dann.',
    'wrong-credentials':
      'Benutzername und Passwort gehören nicht zusammen. Prüf beides und versuch es noch einmal.',
    'refresh-refused': 'Deine Anmeldung ist beendet. Melde dich neu an und wiederhole es dann.',
    forbidden: 'Deine Rolle erlaubt das nicht. Frag einen Admin.',
    'not-found': 'Das gibt es nicht mehr.',
    'username-taken': 'Dieser Benutzername ist vergeben. Wähle einen anderen.',
    'name-taken': 'Dieser Name ist vergeben. Wähle einen anderen.',
    'last-owner': 'Ein Workspace braucht einen Inhaber. Mach zuerst jemand anderen dazu.',
    'last-admin': 'Ein privater Kanal braucht einen Admin. Mach zuerst jemand anderen dazu.',
    'already-resolved': 'Jemand anders hat sich um diese Meldung schon gekümmert.',
    sealed: 'Diese Unterhaltung ist versiegelt: Nur die Geräte ihrer Mitglieder können das tun.',
    'password-weak': 'Dieses Passwort ist zu leicht zu erraten. Wähle ein anderes.',
    'no-password': 'Dieses Konto hat kein Passwort: Du meldest dich im Browser an.',
    'account-disabled': 'Dieses Konto wurde deaktiviert. Frag den Betreiber des Servers.',
    'sign-up-closed':
      'Auf diesem Server können keine neuen Konten erstellt werden. Bitte den Betreiber um eines.',
    'invitation-needed': 'Konten gibt es hier auf Einladung. Bitte jemanden um eine.',
    'invitation-refused': 'Diese Einladung gilt nicht oder nicht mehr. Bitte um eine neue.',
    'identity-taken':
      'Zu dieser Person beim Anbieter gehört hier schon ein anderes Konto. Melde dich bei dem an.',
    'last-way-in': 'Nichts anderes würde dein Konto öffnen. Lege zuerst ein Passwort fest.',
    'oidc-refused': 'Diese Anmeldung ist vorbei oder hat nicht hier begonnen. Beginne noch einmal.',
    'provider-unreachable':
      'Der Server konnte den Anbieter deines Kontos nicht erreichen. Versuch es später noch einmal.',
    'provider-misconfigured':
      'Der Server ist für diesen Anbieter nicht richtig eingerichtet. Sag es dem Betreiber.',
    'list-moved': 'Die Liste deiner Geräte hat sich inzwischen geändert. Versuch es noch einmal.',
    'backup-moved': 'Ein anderes deiner Geräte hat eine neuere Sicherung erstellt. Versuch es noch einmal.',
    'keys-refused':
      'Der Server hat die Schlüssel dieses Geräts nicht angenommen. Aktualisiere Tidings und versuch es noch einmal.',
    'not-linked': 'Dieses Gerät ist nicht mit deinem Konto gekoppelt. Kopple es zuerst in den Einstellungen.',
    'id-taken': 'Der Server hat unter dieser Kennung schon etwas anderes. Leg es neu an.',
    'file-taken': 'Auf dem Server liegt an dieser Stelle eine andere Datei. Häng sie noch einmal an.',
    'file-offset':
      'Der Server hat einen anderen Teil dieser Datei, als gesendet wurde. Häng sie noch einmal an.',
    'file-too-large':
      'Diese Datei ist größer, als der Server annimmt. Sende sie in Teilen oder teile einen Link.',
    'file-quota':
      'Auf dem Server ist kein Platz mehr für deine Dateien. Lösche welche oder bitte den Betreiber um mehr.',
    'people-quota':
      'Dieser Workspace hat schon so viele Personen, wie er haben darf. Bitte einen Inhaber oder Admin, Platz zu schaffen, und versuch es noch einmal.',
    'file-damaged': 'Die Datei kam nicht so an, wie sie gesendet wurde. Häng sie noch einmal an.',
    'file-infected':
      'Der Server hat in dieser Datei Schadsoftware gefunden und sie entfernt. Öffne keine Kopien davon.',
    'file-unscanned':
      'Der Server hat diese Datei noch nicht auf Schadsoftware geprüft. Versuch es in einer Minute noch einmal.',
    'no-such-file': 'Der Server hat diese Datei nicht. Häng sie noch einmal an.',
    'range-outside': 'Die Datei auf dem Server ist kürzer als erwartet. Lass sie dir noch einmal senden.',
    'no-such-message': 'Diese Nachricht gibt es nicht mehr.',
    'key-reused': 'Das wurde schon einmal gesendet, mit anderem Inhalt. Sende es als neue Nachricht.',
    'message-refused': 'Die Regeln dieses Workspace lassen das nicht zu. Schreib es anders.',
    'too-large': 'Das ist mehr, als der Server auf einmal annimmt. Kürze es oder sende es in Teilen.',
    unavailable:
      'Der Server kann das gerade nicht. Es wurde nichts geändert; versuch es in einer Minute noch einmal.',
    'too-many-webhooks':
      'Dieser Workspace hat schon so viele Webhooks, wie er haben darf. Entferne zuerst einen.',
  },
  outbox: {
    locked:
      'Dieses Profil ist gesperrt, deshalb kann nichts gesichert werden. Entsperre es und sende noch einmal.',
    full: 'Der Datenträger ist voll, deshalb konnte deine Nachricht nicht gesichert werden. Schaff Platz und sende noch einmal.',
    counter: 'Inzwischen hat ein anderes Fenster geschrieben. Lade dieses neu und sende noch einmal.',
    failed: (detail: string) =>
      `Deine Nachricht konnte nicht auf den Datenträger geschrieben werden. Versuch es noch einmal. (${detail})`,
  },
  storeFailures: {
    full: 'Der Datenträger ist voll. Neue Nachrichten haben auf diesem Gerät keinen Platz, bis du welchen schaffst.',
    damaged: (where: string) =>
      `Ein Teil dessen, was dieses Gerät speichert, ist beschädigt und wird neu vom Server geholt. (${where})`,
    closed: 'Der Speicher dieses Geräts wurde geschlossen. Lade dieses Fenster neu.',
    failed: (detail: string) =>
      `Der Speicher dieses Geräts antwortet nicht, wie er sollte. Lade dieses Fenster neu. (${detail})`,
  },
}
