/** What the page asks of the desktop around it. A shell without one (a browser) says so, and the page helps itself. */
import * as v from 'valibot'
import { previewInputs, type PreviewOutputs } from './preview-contract.ts'

/** What a notification says; `tag` names what it is about: there is one at a time for each. */
export interface DesktopNote {
  readonly tag: string
  readonly title: string
  readonly body: string
}

export const shellInputs = {
  /** Opens an https or http link in the person's browser, and a mail address in their mail program. */
  'shell.openLink': v.strictObject({ url: v.pipe(v.string(), v.maxLength(4096), v.url()) }),
  /** A notification of the system, without a sound. It takes the place of the last one with that tag. */
  'shell.notify': v.strictObject({
    tag: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    title: v.pipe(v.string(), v.maxLength(300)),
    body: v.pipe(v.string(), v.maxLength(1_000)),
  }),
  /** The number at the app's icon; 0 takes it away. */
  'shell.badge': v.strictObject({ count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  'shell.idle': v.strictObject({}),
  ...previewInputs,
}

export interface ShellOutputs extends PreviewOutputs {
  readonly 'shell.openLink': boolean
  /** False if this shell or the system has none to show. */
  readonly 'shell.notify': boolean
  readonly 'shell.badge': undefined
  /** Seconds since anybody touched this machine; undefined where nobody says so. */
  readonly 'shell.idle': number | undefined
}

export interface ShellEvents {
  /** The person pressed a notification; the window is in front. */
  readonly 'shell.notificationPressed': { readonly tag: string }
}
