import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  title: 'Choose a workspace',
  intro: 'A workspace holds the channels of a team, a club, a family.',
  join: (name: string) => `Join ${name}`,
  members: (count: number) => counted(count, { one: '# member', other: '# members' }),
  joined: 'You are in',
  open: 'Workspaces on this server',
  loading: 'Asking the server which workspaces are open',
  none: 'No workspace is open here yet. Create the first one.',
  find: 'Find a workspace',
  noneFound: 'No workspace is called that.',
  again: 'Try again',
  name: 'Workspace name',
  nameWrong: 'Write 1 to 80 characters, without control characters.',
  create: 'Create workspace',
  createTitle: 'Or create your own',
} as const
