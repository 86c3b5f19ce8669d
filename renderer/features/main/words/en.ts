export const words = {
  loading: 'Reading what this device knows',
  loadingText: 'If this is the first start here, it takes until the server can be reached.',
  noChannelTitle: (workspace: string) => `${workspace} has no channels yet`,
  noChannelText: 'A channel is a place for one topic that everyone in the workspace can read.',
  guestTitle: (workspace: string) => `You are a guest in ${workspace}`,
  guestText:
    'You see the private channels and groups that somebody adds you to. They appear here by themselves.',
  whoReads: 'Who can read what',
} as const
