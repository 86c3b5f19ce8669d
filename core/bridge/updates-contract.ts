/** What the page hears of newer versions of the app, and what the person may want of them. Rules UP* in main/updates/SPEC.md. */
import * as v from 'valibot'

export const updateChannels = ['stable', 'beta'] as const
export type UpdateChannel = (typeof updateChannels)[number]

/** `disabled`: updates come from elsewhere. `notify`: the person is told. `automatic`: fetched by itself; the person starts it. */
export type UpdateMode = 'automatic' | 'notify' | 'disabled'

/** Why something offered as an update is none. The installed version is as it was. */
export type UpdateRefusal =
  | {
      readonly kind:
        /** No answer, or one that leads elsewhere. */
        | 'unreachable'
        /** Not by https. */
        | 'insecure'
        /** This build has no publisher's key, and believes nobody. */
        | 'no-keys'
        | 'unsigned'
        | 'other-publisher'
        | 'other-product'
        /** Older than what was seen before, or too old. */
        | 'stale'
        /** From the future: this machine's clock is wrong, or the publisher's. */
        | 'clock'
        /** Signed, but it makes no sense. */
        | 'unreadable'
        /** There is no package for this system in it. */
        | 'no-package'
        /** No room, or the disk failed. */
        | 'disk'
        /** The system's installer did not do it. */
        | 'not-installed'
    }
  | { readonly kind: 'changed'; readonly what: 'description' | 'package' }
  | { readonly kind: 'older'; readonly version: string }

export type UpdateState =
  /** Nobody has looked since the start. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  /** Milliseconds since 1970. */
  | { readonly kind: 'none'; readonly at: number }
  | { readonly kind: 'available'; readonly version: string }
  /** `share`: from 0 to 1. */
  | { readonly kind: 'downloading'; readonly version: string; readonly share: number }
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'refused'; readonly why: UpdateRefusal }

export interface UpdateStanding {
  readonly mode: UpdateMode
  readonly channel: UpdateChannel
  /** The organisation has set the channel. */
  readonly channelIsLocked: boolean
  readonly state: UpdateState
}

export const updatesInputs = {
  'updates.standing': v.strictObject({}),
  /** Looks now. Resolves when that is over. */
  'updates.check': v.strictObject({}),
  'updates.download': v.strictObject({}),
  /** Ends the app, which starts again as the newer one. */
  'updates.install': v.strictObject({}),
  'updates.setChannel': v.strictObject({ channel: v.picklist(updateChannels) }),
}

export interface UpdatesOutputs {
  /** Undefined in a shell that is not installed. */
  readonly 'updates.standing': UpdateStanding | undefined
  readonly 'updates.check': undefined
  readonly 'updates.download': undefined
  readonly 'updates.install': undefined
  /** False if it could not be kept. */
  readonly 'updates.setChannel': boolean
}

export interface UpdatesEvents {
  readonly 'updates.changed': UpdateStanding
}
