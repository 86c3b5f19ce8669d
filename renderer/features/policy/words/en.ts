import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  title: 'Managed by your organisation',
  about:
    'Whoever looks after this device has set these. Each stands with its name, so that you can ask about it.',
  none: 'Nobody has set anything for this device: all is yours to choose.',
  some: (count: number) => counted(count, { one: '# thing is set', other: '# things are set' }),
  show: 'Show what is set',
  locked: 'You cannot change it.',
  free: 'You may choose otherwise.',
  notInEffect: 'Not in effect',
  notInEffectAbout:
    'This was set as well, and does nothing as it stands. Tell whoever looks after this device.',
  layers: {
    'machine-mandatory': 'Your organisation, for this device.',
    'user-mandatory': 'Your organisation, for you.',
    'user-recommended': 'Recommended for you.',
    'machine-recommended': 'Recommended for this device.',
  },
  byOrganisation: 'Your organisation has set this for this device.',
  byOrganisationForYou: 'Your organisation has set this for you.',
  yes: 'Yes',
  no: 'No',
  empty: 'None',
  atLeast: (characters: number) =>
    counted(characters, {
      one: 'At least # character, as your organisation has set.',
      other: 'At least # characters, as your organisation has set.',
    }),
  lockWithSystem: 'Lock with the screen (set by your organisation)',
  noPasswords:
    'Your organisation lets you sign in by its own page alone. Once the server can be reached, a button for it stands here.',
  passphraseNeeded: 'Your organisation wants a passphrase on this device. Set one to go on.',
  sealedOffTitle: 'Sealed messages are off here',
  sealedOff:
    'Your organisation does not allow them on this device. You can read what is there, and nothing more is sent.',
  /** Why the value that was set is not the one that holds. */
  troubles: {
    'wrong-type': 'What was set is of another kind than this takes; the safest value holds.',
    'out-of-range': 'The number that was set is too small or too large; the safest value holds.',
    'no-choice': 'What was set is none of the choices; the safest value holds.',
    malformed: 'What was set is not written as this takes it; the safest value holds.',
    'too-long': 'What was set is too long; the safest value holds.',
  },
  notes: {
    unreadable: 'This place could not be read.',
    'not-trusted': 'Others than the administrator may write here, so nothing was taken from it.',
    'too-large': 'This file is too large.',
    malformed: 'This is not written as it has to be.',
    unknown: 'This version of Tidings does not know it.',
    'not-for-users': 'This can be set for the device alone.',
    'not-recommended': 'This cannot be a recommendation.',
    overridden: 'Set again in a file that is read later.',
    senseless: 'What was set makes no sense here.',
  },
} as const
