import { english } from '../../../languages/speech.ts'

const { number } = english

export const words = {
  steps: [
    {
      title: 'Who can read channels',
      paragraphs: [
        'A channel is open to everybody in its workspace, and to those who join later. The server that your workspace uses can read it too: that is how it can be searched from the first day.',
        'A private channel that is made here is sealed. Only the people you choose can read it, and the server cannot.',
        'Under the name of each conversation stands who can read it. Press it to learn more.',
      ],
    },
    {
      title: 'Who can read direct messages',
      paragraphs: [
        'Only you and the person you write to. Messages are sealed on your device and opened on theirs; the server passes on what it cannot read.',
        'To be sure that it is really them, compare the safety number: once, when you meet or on the phone.',
        'Your keys are on your devices alone. Make a recovery code, and you can read your messages even if you lose them all.',
      ],
    },
    {
      title: 'What is kept here, and what happens offline',
      paragraphs: [
        'Your messages are on this device, encrypted under your password. You can read, search and write without a network.',
        'What you write offline waits here and is sent by itself as soon as the server can be reached. A clock beside a message says that it waits; a check mark, that it has arrived.',
        'Nothing you write is lost when the app or the computer stops.',
      ],
    },
  ],
  step: (step: number, of: number) => `${number(step)} of ${number(of)}`,
  skip: 'Skip',
  back: 'Back',
  next: 'Next',
  done: 'Start',
} as const
