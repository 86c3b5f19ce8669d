import { english } from '../../../languages/speech.ts'

const { counted, number, plural } = english

export const words = {
  // on the old device
  releaseTitle: 'Link a new device',
  releaseIntro:
    'Sign in on the new device first and choose “Link from another device” there. It then shows a code of 8 digits.',
  releaseBegin: 'Go on',
  codeTitle: 'Type the code',
  codeText:
    'Type the 8 digits that the new device shows. Type only what you see with your own eyes: whoever has you type their code gets to read everything.',
  codeLabel: 'Code on the new device',
  codeHint: '8 digits',
  codeShort: 'Type all 8 digits.',
  codeSubmit: 'Look for it',
  foundTitle: (device: string) => `Is this your new device: ${device}?`,
  foundNone:
    'You have no sealed conversations yet. If you go on, it gets the keys of those to come, and with them:',
  foundText: (conversations: number) =>
    counted(conversations, {
      one: 'If you go on, it gets the keys of # sealed conversation, and with them:',
      other: 'If you go on, it gets the keys of # sealed conversations, and with them:',
    }),
  foundAll: 'every message in them, old and new',
  foundSince: (moment: string) => `every message written since ${moment}`,
  foundAs: 'the right to write in your name, until you remove it',
  foundSeen: 'The people you write with, and your other devices, see that you linked it.',
  foundConfirm: 'Yes, release my keys',
  foundCancel: 'No, stop',
  sendingTitle: (device: string) => `Sending to ${device}`,
  sending: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} of ${number(total)} conversation`,
      other: `${number(done)} of ${number(total)} conversations`,
    }),
  sendingText: 'Keep both devices on. The newest messages go first.',
  doneTitle: (device: string) => `${device} is linked`,
  doneText: 'It can read and write your sealed conversations now. Older history goes on arriving there.',
  done: 'Done',
  failedTitle: 'The device was not linked',
  again: 'Start again',

  // on the new device
  unlinkedTitle: 'This device is not linked yet',
  unlinkedText:
    'Channels work at once. Sealed conversations are closed to everybody but your own devices, and this one does not have your keys yet. Choose how it gets them.',
  /** Instead, where a backup has brought keys and the list of devices does not take this one. */
  refusedText:
    'Your keys came with a backup, and what is in it stays readable. But the list of your devices does not take this one. You can choose another way in; while the list is full, only “Start anew” works.',
  fromDevice: 'Link from another device',
  fromNoDevice: 'None of your devices holds keys any more.',
  fromDeviceText: (devices: number) =>
    counted(devices, {
      one: 'You have # other device. The best way: all your history comes along.',
      other: 'You have # other devices. The best way: all your history comes along.',
    }),
  fromCode: 'Use the recovery code',
  fromCodeText: 'If you have the code in writing and no device at hand.',
  fromNoCode: 'No recovery code was set up for this account.',
  anew: 'Start anew',
  anewText: 'If you have neither. What was written so far stays closed.',
  later: 'Later',
  showTitle: 'Link from another device',
  showSteps: [
    'On the other device, open the account menu, “Your devices”, “Link a new device”.',
    'Type this code there:',
  ],
  showName: (device: string) => `The other device will ask about “${device}”.`,
  showExpires: (moment: string) =>
    `The code is good until ${moment}. Read it to nobody and send it to nobody.`,
  showLabel: 'Code of this device',
  preparing: 'A code appears here as soon as the other device is ready for it.',
  asked: (device: string) =>
    `Look at the other device. Does it ask whether “${device}” is your new device? If it says that the code is wrong, cancel here: somebody may stand between the two.`,
  askedConfirm: 'Yes, it asks that',
  askedConfirmed: 'Confirm on the other device now.',
  receiving: (done: number, total: number) => `Conversations arriving: ${number(done)} of ${number(total)}`,
  receivedTitle: 'This device is linked',
  receivedText:
    'The newest messages of your sealed conversations are here. Older ones go on arriving by themselves.',
  anewTitle: 'Start anew?',
  /** Instead of the first of the consequences, where a backup has brought keys. */
  anewKept:
    'You get a new key. What came with the backup stays readable on this device. What was written since stays closed, unless you link an old device or find the recovery code later.',
  anewConsequences: [
    'You get a new key. Sealed messages written so far stay closed on this device, unless you link an old device or find the recovery code later.',
    'Your other devices, if there are any, are signed out of sealed conversations.',
    'Everybody you write with sees that your key has changed. Those who had verified you are asked to compare again before they can write.',
    'Your groups stay: the others keep their history, and you read what is written from then on.',
  ],
  anewUnderstood: 'I have no other linked device and no recovery code',
  anewNotUnderstood: 'Tick this first. If you have one of the two, use it instead.',
  anewSubmit: 'Start anew',
  failures: {
    'wrong-password': 'That is not the password of your account.',
    wrongCode: (attemptsLeft: number) =>
      counted(attemptsLeft, {
        one: 'No device that waits shows this code. Look again; you can try # more time.',
        other: 'No device that waits shows this code. Look again; you can try # more times.',
      }),
    wrongCodeLast:
      'That is not the code of a device that waits. Start again on both devices with a new code.',
    expired: 'It took too long, so the code is no longer good. Start again on both devices.',
    cancelled: 'It was stopped on the other device. Nothing was released.',
    tampered:
      'The two devices did not see the same thing, so nothing was released. Somebody may have stood between them. Try again on a network you trust.',
    'not-primary': 'This device may not add others. Use one that is marked “Can add and remove devices”.',
    'by-policy':
      'Your account has as many devices as your organisation allows. Remove one that you no longer use, then link this one.',
    unreachable:
      'The server could not be reached. Both devices need it to find each other. Try again once you are online.',
    failed: (detail: string) => `It did not work. Nothing was released. Try again. (${detail})`,
  },
} as const
