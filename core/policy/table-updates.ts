/** Policies on where newer versions of the app come from. What holds for all updates: main/updates/SPEC.md. */
import { policyDefaults } from './defaults.ts'
import { enumPolicy, type StringPolicy } from './definition.ts'
import { updateAddressForm } from './forms.ts'

const since = '0.1.0'

export const updatePolicies = {
  UpdateMode: enumPolicy({
    scope: 'machine',
    recommended: false,
    since,
    default: policyDefaults.UpdateMode,
    safe: 'disabled',
    example: 'automatic',
    choices: {
      package: 'As it was installed',
      automatic: 'Fetched by itself',
      notify: 'The person is told, and fetches it',
      disabled: 'Off: updates are rolled out',
    },
    title: 'Updates',
    text: 'What the app does about newer versions of itself. package: off where it was installed by MSI, pkg, deb or rpm, else notify. In each way the person says when to restart for it. disabled: the app asks no server.',
  }),
  UpdateUrl: {
    type: 'string',
    form: updateAddressForm,
    scope: 'machine',
    recommended: false,
    since,
    default: policyDefaults.UpdateUrl,
    safe: '',
    example: 'https://updates.example.com/tidings',
    title: 'Server of updates',
    text: 'A folder on a server of yours with the files of a release, as they are: https alone. What is there must be signed by the publisher like anywhere. Empty: the server of the publisher.',
  } satisfies StringPolicy,
  UpdateChannel: enumPolicy({
    scope: 'machine',
    recommended: false,
    since,
    default: policyDefaults.UpdateChannel,
    safe: 'stable',
    example: 'stable',
    choices: { person: 'The person chooses', stable: 'Finished versions', beta: 'Test versions' },
    title: 'Which versions',
    text: 'stable for all, beta for those who try what comes next. One ring after the other is had by an UpdateUrl for each.',
  }),
} as const
