export const words = {
  leftOver: 'The message that you were editing is gone. What you had typed stands here as a draft.',
  /** Who deleted the message, and what the conversation is called. */
  editLate: (by: string, where: string) =>
    `Your change to a message in ${where} came too late: ${by} had deleted the message. What you wrote waits there as a draft.`,
  /** What the conversation is called. */
  editMasked: (where: string) =>
    `Your change to a message in ${where} does not show: a moderator’s text stands in its place. What you wrote waits there as a draft.`,
  unkept:
    'This device could not store files that wait here. They are gone once Tidings is closed: send them before.',
} as const
