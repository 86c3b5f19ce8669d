export const words = {
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  on: 'On',
  off: 'Off',
  dismiss: 'Dismiss',
  toasts: 'What was just done',
  notCopied:
    'Nothing was copied: the clipboard could not be reached. Try again, or select the text and press Ctrl+C.',
  lastSeen: (moment: string) => `last seen ${moment}`,
  presence: { online: 'online', away: 'away', busy: 'busy' },
} as const
