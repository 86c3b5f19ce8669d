/** What sealed conversations promise and what they do not; the words of the design, for people. */
export const claims = {
  intro:
    'This is about sealed conversations: direct messages, groups, private channels with a lock that were made sealed, and notes to yourself. All other channels can be read by the server.',
  protectsTitle: 'What is protected',
  protects: [
    ['Content', 'The server cannot read sealed messages, and cannot forge them.'],
    ['Authors', 'Members cannot write in each other’s name.'],
    [
      'After a removal',
      'A person who was removed, or a device that was revoked, reads nothing that is written afterwards.',
    ],
    [
      'After a break-in',
      'If somebody copied the keys of a device, that copy is worth nothing from the first change of keys that uses a key made after the break-in. Keys change when people or devices come or go, and at least every 7 days in which somebody writes.',
    ],
    [
      'Completeness',
      'Every message names what its writer had seen. A message that the server leaves out, doubles or moves is noticed.',
    ],
  ],
  limitsTitle: 'What is not',
  limits: [
    [
      'What lies on a device',
      'History is kept so that you can read and search it. Whoever unlocks one of the devices reads what that device can show. There is no forward secrecy for stored history.',
    ],
    [
      'Proof',
      'Messages are signed. A member can show others that you wrote one: you cannot deny it afterwards.',
    ],
    [
      'Who and when',
      'The server still sees who is in a conversation, when something is written, and roughly how much.',
    ],
    ['Members', 'Whoever may read a message can copy it, photograph it, or keep it after you deleted it.'],
    [
      'A first meeting',
      'A key is taken for that of the person when it is first seen. Only a comparison of safety numbers shows that nobody stood between you.',
    ],
  ],
} as const
