export const words = {
  text: 'A change that you made here is on this device alone: a reaction, a pin, a deletion or a topic.',
  unacceptable: 'Not sent. The server could not accept it.',
} as const
