/** People type "#Team Plans"; the channel is called team-plans. */
export const channelNameOf = (typed: string): string =>
  typed.trim().replace(/^#/, '').replace(/\s+/gu, '-').toLowerCase()
