/** What examples name. Tests put ids of a real relay in their places. */

export const sample = {
  workspace: '5b0c7d1e9f2a4c6388e1d0b7a4f3c250',
  conversation: '0d9e4b6a71c84f2fb3a5c8e2f6071934',
  privateConversation: '7c1f0a9d3be64c0f9d52e8417ab6c3d8',
  message: '6e5d4c3b2a190807f6e5d4c3b2a19080',
  user: 'a3f1c2d4e5b60718293a4b5c6d7e8f90',
  other: 'c4d5e6f708192a3b4c5d6e7f8091a2b3',
  device: '1f2e3d4c5b6a798897a6b5c4d3e2f101',
  placeholder: 'e0f1a2b3c4d5e6f708192a3b4c5d6e7f',
  document: '90a1b2c3d4e5f60718293a4b5c6d7e8f',
  file: '4f5e6d7c8b9a0f1e2d3c4b5a69788796',
  slot: '2b3c4d5e6f708192a3b4c5d6e7f80912',
  invitation: '6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3',
  report: '3c4d5e6f708192a3b4c5d6e7f8091223',
  webhook: '8d7c6b5a493827160594a3b2c1d0e0f1',
  delivery: 'b7a6958473625140f1e2d3c4b5a69780',
} as const

/** The file of the examples: "hello world", sealed under these. */
export const sampleFile = {
  name: 'hello.txt',
  size: 11,
  sealedSize: 273,
  sha256Hex: '9ce8e6217da4f70239a928e9dcd8dc957147957b1867c7aea588a7acfcf1c97d',
  sha256: 'nOjmIX2k9wI5qSjp3NjclXFHlXsYZ8eupYinrPzxyX0',
  key: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc',
  header: 'CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ',
} as const

/** A PNG of one pixel, and its hash. */
export const samplePicture = {
  image: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOwqdgCAAJcAWlLf-oUAAAAAElFTkSuQmCC',
  picture: '0fb588dae23c1bb2c4392b6b6a0fa6f599409c1a03292a600bcdd2ed029bc708',
} as const
