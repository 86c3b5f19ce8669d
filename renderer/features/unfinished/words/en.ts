export const words = {
  leftOver: 'The message that you were editing is gone. What you had typed stands here as a draft.',
  unkept:
    'This device could not store files that wait here. They are gone once Tidings is closed: send them before.',
} as const
