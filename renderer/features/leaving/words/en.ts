import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  eraseTitle: 'Delete everything of this account from this device?',
  eraseText: [
    'All messages, files, drafts, keys and the search index of this account go from this device. Other accounts here stay as they are.',
    'Your account stays on the server: sign in again, and what the server keeps comes back.',
    'Sealed messages come back only if you have another device or a recovery code.',
  ],
  eraseWaiting: (count: number) =>
    counted(count, {
      one: '# message has not been sent yet. It is lost for good.',
      other: '# messages have not been sent yet. They are lost for good.',
    }),
  confirmLabel: (username: string) => `To confirm, write your username: ${username}`,
  confirmWrong: (username: string) => `Write ${username}, exactly.`,
  remove: 'Delete account',
  removeTitle: 'Delete your account for good?',
  removeText: [
    'Your name, e-mail address, password, devices and recovery copy are deleted from the server. All your devices are signed out. There is no way back.',
    'What you wrote stays in the conversations of others, under the name “Deleted account”. Delete messages first if they should not stay.',
    'In sealed conversations you stay in the list of members until somebody takes you out; nobody can read anything with your keys.',
    'Everything of this account on this device is deleted too.',
  ],
  browserText:
    'Your account has no password: your browser opens, and you sign in there once more to show that it is you.',
  lastOwner: (workspaces: string) =>
    `You are the only owner of a workspace that other people use. Make somebody else an owner first: ${workspaces}`,
  tryAgain: 'Try again',
  goOn: 'Go on in the browser',
  eraseLater:
    'Your account was deleted on the server, but not everything could be deleted from this device. Use “Delete from this device”.',
  eraseFailed: (detail: string) =>
    `Not everything could be deleted, and you are signed out here. Try again after a restart. (${detail})`,
  wrongPassword: 'That is not your password. Nothing was deleted.',
} as const
