import type { Farewell } from '../../core/bridge/identity-contract.ts'

/** What a browser shows at the end of a sign-in, for tests that look at something else. */
export const farewell: Farewell = {
  lang: 'en',
  dir: 'ltr',
  open: 'Open Tidings',
  signedIn: { title: 'You can go back to Tidings', text: 'This tab can be closed.' },
  failed: { title: 'You were not signed in', text: 'Go back to Tidings.' },
  nothing: { title: 'Nothing here', text: 'This address is for Tidings alone.' },
}
