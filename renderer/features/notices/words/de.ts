import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  notices: {
    'device-outdated':
      'Dieses Gerät wurde aus einer älteren Kopie wiederhergestellt. Was du darauf geschrieben hattest, wurde an neuer Stelle noch einmal gesendet; nichts fehlt und nichts ist doppelt.',
    sentAgain: (messages: number) =>
      counted(messages, {
        one: 'Der Server hatte Nachrichten verloren, vielleicht weil er aus einer Sicherung wiederhergestellt wurde. # Nachricht von dir wurde noch einmal gesendet.',
        other:
          'Der Server hatte Nachrichten verloren, vielleicht weil er aus einer Sicherung wiederhergestellt wurde. # Nachrichten von dir wurden noch einmal gesendet.',
      }),
    'log-changed':
      'Der Verlauf auf dem Server ist nicht mehr der von vorher, vielleicht weil er aus einer Sicherung wiederhergestellt wurde. Was dieses Gerät hat, bleibt und wird damit verglichen.',
    forged:
      'Der Server hat etwas weitergegeben, das sein Absender nicht schreiben durfte. Es wurde weggelassen; du musst nichts tun.',
    'receipt-false':
      'Der Server konnte nicht beweisen, dass er behält, was du sendest: Seine Signatur stimmt nicht. Sag es dem Betreiber.',
    'word-broken':
      'Der Server hat Nachrichten nicht mehr, die er mit seiner Signatur bestätigt hatte. Was dieses Gerät hat, bleibt. Sag es dem Betreiber.',
    clocksDiffer: (moment: string) =>
      `Dieses Gerät und der Server sind sich über die Zeit nicht einig: auf dem Server war es ${moment}. Was du schreibst, bekommt die Zeit dieses Geräts. Geht seine Uhr falsch, steht es bei allen an falscher Stelle: stelle sie richtig.`,
    withheld:
      'Der Server hat nicht alle Nachrichten gesendet, die er hat. Sie werden noch einmal angefordert; du musst nichts tun.',
  },
  storeTroubles: {
    full: 'Der Datenträger dieses Geräts ist voll. Was du schreibst, wird weiter gesichert und gesendet, aber neue Nachrichten haben hier keinen Platz. Schaff welchen; Tidings macht dann von selbst weiter.',
    failed: (detail: string) =>
      `Der Speicher dieses Geräts antwortet nicht, wie er sollte. Was du schreibst, wird weiter gesichert und gesendet. Wenn das so bleibt, starte Tidings neu. (${detail})`,
    repaired: (parts: number) =>
      counted(parts, {
        one: '# Teil dessen, was auf diesem Gerät gespeichert war, konnte nicht gelesen werden und wurde herausgenommen. Die Nachrichten kommen vom Server zurück; was du gesendet hast und was noch wartet, ist sicher.',
        other:
          '# Teile dessen, was auf diesem Gerät gespeichert war, konnten nicht gelesen werden und wurden herausgenommen. Die Nachrichten kommen vom Server zurück; was du gesendet hast und was noch wartet, ist sicher.',
      }),
    lost: 'Die auf diesem Gerät gespeicherten Nachrichten waren weg. Sie kommen vom Server zurück, und was du geschrieben und noch nicht gesendet hast, ist noch da. Nur Entwürfe können verloren sein.',
  },
}
