export const words = {
  text: 'Something you did here is on this device alone: a reaction, an edit, a pin, a deletion, a reply in a thread, or a change to the conversation itself.',
  unacceptable: 'Not sent. The server could not accept it.',
} as const
