export const words = {
  changes: {
    react: 'Your reaction is on this device alone.',
    edit: 'Your edit of a message is on this device alone.',
    pin: 'What you pinned or unpinned is so on this device alone.',
    redact: 'What you deleted is gone on this device alone.',
    reply: 'Your reply in a thread is on this device alone.',
    post: 'Your message is on this device alone.',
    meta: 'Your change to the conversation itself is on this device alone.',
    other: 'Something you did here is on this device alone.',
  },
  unacceptable: 'Not sent. The server could not accept it.',
} as const
