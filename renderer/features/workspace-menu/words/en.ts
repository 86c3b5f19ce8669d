import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  rename: 'Rename workspace…',
  renameTitle: 'Rename this workspace',
  renameHint: 'Everybody in it sees the new name at once.',
  members: 'Members',
  moveUp: 'Move up in the list of workspaces',
  moveDown: 'Move down in the list of workspaces',
  leave: 'Leave workspace…',
  leaveTitle: (name: string) => `Leave ${name}?`,
  leaveText: [
    'Its channels, documents and direct messages go from the lists on all your devices, and nothing there notifies you any more. What you wrote stays for the others.',
    'What this device has stored of it stays here, encrypted, and is not shown as long as you are not in the workspace.',
    'In its sealed conversations you can read nothing that is written from now on, not even later.',
    'To come back you need an invitation, or join again if the workspace is open. Into private channels only somebody who is in them can bring you.',
  ],
  scheduled: (count: number) =>
    counted(count, {
      one: '# scheduled message is not sent as long as you are not in the workspace.',
      other: '# scheduled messages are not sent as long as you are not in the workspace.',
    }),
  act: 'Leave',
  left: (name: string) => `You left ${name}.`,
  lastOwner:
    'You are its only owner, and a workspace needs one. Make somebody else an owner first; then you can leave.',
  alone:
    'You are its only owner, and nobody else is in it. A workspace needs an owner: it stays as it is until you have invited somebody and made them an owner.',
} as const
