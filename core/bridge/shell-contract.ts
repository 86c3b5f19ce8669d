/** What the page asks of the desktop around it. A shell without one (a browser) says so, and the page helps itself. */
import * as v from 'valibot'
import { previewInputs, type PreviewOutputs } from './preview-contract.ts'
import type { AppLink } from './app-link.ts'
import { shellWordsSchema } from './shell-words.ts'

/** What a notification says; `tag` names what it is about: there is one at a time for each. */
export interface DesktopNote {
  readonly tag: string
  readonly title: string
  readonly body: string
  /** It can be answered on the spot, where the system has that; this stands in the empty field. */
  readonly reply?: string | undefined
}

/** How the desktop stands, and what of it the person sets. Undefined: this system has no such thing. */
export interface DesktopStanding {
  /** The app starts with the system. */
  readonly autostart: boolean | undefined
  /** A window that is closed goes on in the tray. */
  readonly closeToTray: boolean | undefined
  /** What is written is checked for its spelling. `downloads`: a dictionary is fetched for it. */
  readonly spelling: { readonly isOn: boolean; readonly downloads: boolean } | undefined
}

/** What is known of a page that has died: what it was doing is not, nor anything of the person's. */
export interface CrashFacts {
  readonly version: string
  readonly system: string
  readonly electron: string
  readonly chrome: string
  /** In Chromium's words, as `crashed` or `oom`. */
  readonly reason: string
  readonly exitCode: number
  /** Milliseconds since 1970. */
  readonly at: number
}

const noteTag = v.pipe(v.string(), v.minLength(1), v.maxLength(100))

export const shellInputs = {
  /** Opens an https or http link in the person's browser, and a mail address in their mail program. */
  'shell.openLink': v.strictObject({ url: v.pipe(v.string(), v.maxLength(4096), v.url()) }),
  /** A notification of the system, without a sound. It takes the place of the last one with that tag. */
  'shell.notify': v.strictObject({
    tag: noteTag,
    title: v.pipe(v.string(), v.maxLength(300)),
    body: v.pipe(v.string(), v.maxLength(1_000)),
    reply: v.optional(v.pipe(v.string(), v.maxLength(100))),
  }),
  /** Takes the notification with that tag off the screen and out of the system's list, if it is there. */
  'shell.withdraw': v.strictObject({ tag: noteTag }),
  /** The number at the app's icon, and what it means in words; 0 takes it away. */
  'shell.badge': v.strictObject({
    count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    text: v.pipe(v.string(), v.maxLength(120)),
  }),
  'shell.idle': v.strictObject({}),
  ...previewInputs,
  'shell.desktop': v.strictObject({}),
  'shell.setDesktop': v.strictObject({
    autostart: v.optional(v.boolean()),
    closeToTray: v.optional(v.boolean()),
    spelling: v.optional(v.boolean()),
  }),
  'shell.words': shellWordsSchema,
  /** The link that the app was opened with, once. */
  'shell.takeLink': v.strictObject({}),
  'shell.crash': v.strictObject({}),
  /** Quits and starts again, without what might keep it from working if `safeMode`. */
  'shell.restart': v.strictObject({ safeMode: v.boolean() }),
}

export interface ShellOutputs extends PreviewOutputs {
  readonly 'shell.openLink': boolean
  /** False if this shell or the system has none to show. */
  readonly 'shell.notify': boolean
  readonly 'shell.withdraw': undefined
  readonly 'shell.badge': undefined
  /** Seconds since anybody touched this machine; undefined where nobody says so. */
  readonly 'shell.idle': number | undefined
  /** Undefined in a shell without a desktop. */
  readonly 'shell.desktop': DesktopStanding | undefined
  /** False if it could not be kept: then all is as before. */
  readonly 'shell.setDesktop': boolean
  readonly 'shell.words': undefined
  readonly 'shell.takeLink': AppLink | undefined
  readonly 'shell.crash': CrashFacts | undefined
  readonly 'shell.restart': undefined
}

export interface ShellEvents {
  /** The person pressed a notification; the window is in front. */
  readonly 'shell.notificationPressed': { readonly tag: string }
  /** They answered it on the spot. */
  readonly 'shell.notificationReplied': { readonly tag: string; readonly text: string }
  /** A link waits to be taken. */
  readonly 'shell.linkOpened': undefined
  /** The machine slept and is awake again. */
  readonly 'shell.woke': undefined
  readonly 'shell.screenLocked': { readonly isLocked: boolean }
}
