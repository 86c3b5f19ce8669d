export const words = {
  section: 'Archived',
  archive: 'Archive for me',
  takeOut: 'Take out of the archive',
  archived: (title: string) => `${title} is archived. It comes back with the next message.`,
  archivedMuted: (title: string) =>
    `${title} is archived. It is muted, so it stays there until you take it out.`,
  takenOut: (title: string) => `${title} is among your conversations again.`,
  mark: 'archived',
} as const
