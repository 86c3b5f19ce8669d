import { english } from '../../../languages/speech.ts'

const { counted, number, plural } = english

import type { Standing } from '../../../platform/notifier.ts'
import type { NotifyChoices } from '../notify-choices.ts'
export const words = {
  app: 'Tidings',
  reply: 'Write an answer',
  messages: (count: number) => counted(count, { one: '# new message', other: '# new messages' }),
  from: (author: string, where: string) => `${author} in ${where}`,
  last: (count: number, text: string) =>
    plural(count, {
      one: `${number(count)} new message: ${text}`,
      other: `${number(count)} new messages, the last one: ${text}`,
    }),
  /** Where there are several accounts: whose it is. */
  ofAccount: (title: string, account: string) => `${title} (to ${account})`,
  someone: 'Somebody',
  title: 'Notifications',
  device: 'These are for this device alone.',
  show: 'Show notifications',
  content: 'What they say',
  contents: { text: 'Name and text', name: 'Name only', none: 'Neither' } satisfies Readonly<
    Record<NotifyChoices['content'], string>
  >,
  sound: 'They make no sound.',
  standings: {
    allowed: 'This system lets Tidings show notifications.',
    'not-asked': 'Your browser asks you first whether Tidings may show notifications.',
    denied:
      'Your browser does not let Tidings show notifications. Allow them in its settings for this page (the sign beside the address), and test again.',
    missing:
      'This browser shows no notifications. Messages are counted in the title of the window all the same.',
  } satisfies Readonly<Record<Standing, string>>,
  ask: 'Allow notifications',
  test: 'Send a test notification',
  testTitle: 'It works',
  testBody: 'This is how Tidings tells you of a message.',
  tested:
    'It was handed to your system. If you do not see it, look whether your system has notifications off or is set not to disturb.',
  testFailed:
    'Your system did not show it. Look in its settings whether notifications of this program are allowed.',
} as const
