import type { Bridge } from '../../core/bridge/contract.ts'
import type { UpdatesOutputs } from '../../core/bridge/updates-contract.ts'
import type { Updates } from '../updates/updates.ts'

/** `updates` is undefined in a shell that is not installed, but run. */
export const createUpdatesBridge = (updates: Updates | undefined): Pick<Bridge, keyof UpdatesOutputs> => ({
  'updates.standing': async () => updates?.standing(),
  'updates.check': async () => {
    await updates?.check()
    return undefined
  },
  'updates.download': async () => {
    await updates?.download()
    return undefined
  },
  'updates.install': async () => {
    await updates?.install()
    return undefined
  },
  'updates.setChannel': async ({ channel }) => (await updates?.setChannel(channel)) ?? false,
})
