import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: 'Von deiner Organisation verwaltet',
  about:
    'Wer dieses Gerät betreut, hat das festgelegt. Alles steht mit seinem Namen da, damit du danach fragen kannst.',
  none: 'Für dieses Gerät hat niemand etwas festgelegt: Du kannst alles selbst wählen.',
  some: (count: number) =>
    counted(count, { one: '# Sache ist festgelegt', other: '# Sachen sind festgelegt' }),
  show: 'Zeigen, was festgelegt ist',
  locked: 'Du kannst es nicht ändern.',
  free: 'Du darfst etwas anderes wählen.',
  notInEffect: 'Nicht wirksam',
  notInEffectAbout:
    'Das wurde auch festgelegt und bewirkt so nichts. Sag es denen, die dieses Gerät betreuen.',
  layers: {
    'machine-mandatory': 'Deine Organisation, für dieses Gerät.',
    'user-mandatory': 'Deine Organisation, für dich.',
    'user-recommended': 'Für dich empfohlen.',
    'machine-recommended': 'Für dieses Gerät empfohlen.',
  },
  byOrganisation: 'Deine Organisation hat das für dieses Gerät festgelegt.',
  byOrganisationForYou: 'Deine Organisation hat das für dich festgelegt.',
  yes: 'Ja',
  no: 'Nein',
  empty: 'Keine',
  atLeast: (characters: number) =>
    counted(characters, {
      one: 'Mindestens # Zeichen, wie deine Organisation es festgelegt hat.',
      other: 'Mindestens # Zeichen, wie deine Organisation es festgelegt hat.',
    }),
  lockWithSystem: 'Mit dem Bildschirm sperren (von deiner Organisation festgelegt)',
  noPasswords:
    'Deine Organisation lässt dich nur über ihre eigene Seite anmelden. Sobald der Server erreichbar ist, steht hier ein Knopf dafür.',
  passphraseNeeded:
    'Deine Organisation verlangt eine Passphrase auf diesem Gerät. Lege eine fest, um weiterzumachen.',
  sealedOffTitle: 'Versiegelte Nachrichten sind hier abgeschaltet',
  sealedOff:
    'Deine Organisation erlaubt sie auf diesem Gerät nicht. Du kannst lesen, was da ist; gesendet wird nichts mehr.',
  troubles: {
    'wrong-type': 'Das Festgelegte ist von anderer Art, als hier vorgesehen; es gilt der sicherste Wert.',
    'out-of-range': 'Die festgelegte Zahl ist zu klein oder zu groß; es gilt der sicherste Wert.',
    'no-choice': 'Das Festgelegte steht nicht zur Wahl; es gilt der sicherste Wert.',
    malformed: 'Das Festgelegte ist nicht so geschrieben, wie es sein muss; es gilt der sicherste Wert.',
    'too-long': 'Das Festgelegte ist zu lang; es gilt der sicherste Wert.',
  },
  notes: {
    unreadable: 'Dieser Ort konnte nicht gelesen werden.',
    'not-trusted':
      'Hier dürfen auch andere als der Administrator schreiben, deshalb wurde nichts übernommen.',
    'too-large': 'Diese Datei ist zu groß.',
    malformed: 'Das ist nicht so geschrieben, wie es sein muss.',
    unknown: 'Diese Version von Tidings kennt es nicht.',
    'not-for-users': 'Das lässt sich nur für das Gerät festlegen.',
    'not-recommended': 'Das kann keine Empfehlung sein.',
    overridden: 'In einer Datei, die später gelesen wird, noch einmal festgelegt.',
    senseless: 'Was festgelegt wurde, ergibt hier keinen Sinn.',
  },
}
