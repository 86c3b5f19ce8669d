import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  title: 'Recovery code',
  notSetUpText:
    'You have none yet. If all your devices are lost, nobody can open your sealed conversations again: not you, and not who runs the server.',
  setUpText: (made: string, saved: string) =>
    `Set up ${made}. The sealed copy of your keys on the server is as of ${saved}.`,
  renewedText: (made: string, saved: string) =>
    `Renewed ${made}; the code before it opens nothing any more. The sealed copy of your keys on the server is as of ${saved}.`,
  unknownText: 'Asking whether there is one.',
  explain:
    'The code is 36 letters and digits. It opens a sealed copy of your keys that lies on the server. The server does not know the code and cannot find it out.',
  setUp: 'Make a code',
  renew: 'Make a new code',
  renewText: 'The code you have now ends when the new one is confirmed.',
  showTitle: 'Write this code down',
  showText:
    'It is shown this once. Whoever has it and signs in as you reads everything, so keep it where you keep a passport: not in a chat, not in your mail.',
  label: 'Recovery code, 9 groups of 4 characters',
  copy: 'Copy',
  copied:
    'Copied. Other programs may read what is copied; it is best pasted into a password manager, and then something else copied.',
  print: 'Print',
  save: 'Save as a file',
  saved: 'Saved unencrypted in your downloads. Move it to where only you get at it.',
  fileName: 'tidings-recovery-code.txt',
  sheetTitle: 'Tidings recovery code',
  sheetFor: (username: string, made: string) => `Account: ${username}. Made ${made}.`,
  sheetText: 'Whoever has this code and the password of the account can read its sealed conversations.',
  written: 'I have it in writing',
  confirmTitle: 'Is it written down right?',
  confirmText: 'Type these two groups from what you wrote down.',
  group: (which: number) => `Group ${number(which)}`,
  groupWrong: (which: number) => `This is not group ${number(which)}. Look again at what you wrote down.`,
  showAgain: 'Show the code again',
  confirm: 'Confirm',
  doneTitle: 'Your recovery code is set up',
  doneText:
    'The copy on the server is renewed by itself while you write on, about every five minutes: what is newer is not in it yet. The code stays the same.',
  done: 'Done',
  enterTitle: 'Use the recovery code',
  enterLabel: 'Recovery code',
  enterHint: 'Small or capital letters, with or without spaces and dashes.',
  enterSubmit: 'Open my conversations',
  restoring: (done: number, total: number) => `Conversations opened: ${number(done)} of ${number(total)}`,
  restoringText: 'The newest messages come first. People you write with see that you came back with a code.',
  restoredTitle: 'Your conversations are open again',
  restoredText: 'Make a new recovery code if somebody else may have seen this one.',
  problems: {
    empty: 'Type the code.',
    tooShort: (missing: number) =>
      counted(missing, {
        one: '# character is missing. A code has 9 groups of 4.',
        other: '# characters are missing. A code has 9 groups of 4.',
      }),
    tooLong: (extra: number) =>
      counted(extra, {
        one: 'There is # character too many. A code has 9 groups of 4.',
        other: 'There are # characters too many. A code has 9 groups of 4.',
      }),
    notOfACode: (character: string, group: number) =>
      `“${character}” is in no recovery code. It stands in group ${number(group)}.`,
  },
  failures: {
    'wrong-password': 'That is not the password of your account. Nothing was changed.',
    'not-primary': 'This device may not change the recovery code. Use one that can add and remove devices.',
    unreachable:
      'The server could not be reached, and the sealed copy lies there. Nothing was changed. Try again once you are online.',
    failed: (detail: string) => `It did not work. Nothing was changed. Try again. (${detail})`,
  },
  restoreFailures: {
    mistyped:
      'Something in the code is mistyped: its last group does not fit the others. Compare it with your paper, group by group.',
    'wrong-code':
      'This is a recovery code, but not the one of this account. Look whether your paper names another account.',
    replaced: (moment: string) =>
      `This code was replaced by a newer one, ${moment}. Look for the newer paper.`,
    oldCopy: (moment: string) =>
      `The server hands out a copy of your keys from ${moment}, and there is a newer one. The code is right. Do not go on with it; tell who runs your server.`,
    'no-copy':
      'There is no sealed copy of the keys of this account on the server. Link from another device, or start anew.',
    unreachable:
      'The server could not be reached, and the sealed copy lies there. Try again once you are online.',
    failed: (detail: string) => `It did not work. Try again. (${detail})`,
  },
} as const
