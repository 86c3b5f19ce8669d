export const words = {
  attachTo: (title: string) => `Drop to attach to ${title}`,
  attachToThread: 'Drop to attach to the thread',
} as const
