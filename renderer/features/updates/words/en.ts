import type { UpdateChannel } from '../../../../core/bridge/updates-contract.ts'

export const words = {
  title: 'About and updates',
  version: (version: string) => `Tidings ${version}`,
  elsewhere:
    'Updates come from your organisation, or from where this app was installed. Tidings looks for none by itself.',
  channel: 'Which versions',
  channels: {
    stable: 'Finished versions',
    beta: 'Test versions: sooner, with more mistakes',
  } satisfies Readonly<Record<UpdateChannel, string>>,
  channelNotKept: 'This choice could not be saved: the disk is full, or cannot be written.',
  look: 'Look for updates',
  download: 'Fetch it',
  restart: 'Restart to update',
  later: 'Later',
  states: {
    idle: 'Nobody has looked for a newer version since the start.',
    checking: 'Looking for a newer version…',
    none: (time: string) => `This is the newest version. Looked at ${time}.`,
    available: (version: string) => `Version ${version} is out.`,
    downloading: (version: string, percent: string) => `Fetching version ${version}: ${percent}`,
    ready: (version: string) =>
      `Version ${version} is ready. Tidings closes and starts again; what you have written stays.`,
  },
  refusals: {
    unreachable:
      'The server of the updates does not answer, or not as it should. Look at your network, and try again later.',
    insecure:
      'The server of the updates is not reached by https, so nothing from it is taken. Tell whoever looks after this device.',
    'no-keys':
      'This build of Tidings knows no publisher, and takes updates from nobody. Install a newer one by hand.',
    unsigned:
      'The update that is offered is not signed. It was not installed. Tell whoever looks after this device.',
    'other-publisher':
      'The update that is offered comes from somebody else than the makers of Tidings. It was not installed. Tell whoever looks after this device.',
    'other-product':
      'What is offered as an update is something else. It was not installed. Tell whoever looks after this device.',
    stale:
      'The server offers an old list of versions, older than one that was seen before, or than 90 days. Nothing was installed. Try again tomorrow; if it stays so, tell whoever looks after this device.',
    clock: 'The update is dated in the future. Set the clock of this device right, and look again.',
    unreadable: 'The update makes no sense. Nothing was installed. Try again later.',
    'no-package': 'There is no update for this kind of device. Install a newer version by hand.',
    disk: 'The update could not be saved: the disk is full, or cannot be written. Make room, and try again.',
    'not-installed':
      'The update could not be installed, and this version stays. Try again, or install it by hand.',
    description:
      'The list of versions was changed on its way. Nothing was installed. Try again; if it stays so, tell whoever looks after this device.',
    package:
      'The update was changed or damaged on its way, and was not installed. Try again; if it stays so, tell whoever looks after this device.',
    older: (version: string) =>
      `The newest version there is ${version}, which is older than yours. Nothing was changed; you get what comes after yours.`,
  },
} as const
