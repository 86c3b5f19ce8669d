import { type JSX, useMemo, useState } from 'react'
import { everyone, type UserId } from '../../../core/protocol/ids.ts'
import { useEngine, useMemberName } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { classes } from '../../ui/classes.ts'
import type { Rect } from '../../ui/place.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useConversation, useRowTabIndex } from '../conversation/conversation-context.tsx'
import { useGo } from '../main/go-context.ts'
import { everyoneNamed, splitNames } from './mentions.ts'
import styles from './named-text.module.css'
import { PersonCard } from './late.ts'
import { useSpokenOf } from './spoken-of.ts'
import { words } from './words.ts'

const noChannels: ReadonlySet<string> = new Set()

/** Text in which people and channels are more than letters. */
export function NamedText({ text }: { readonly text: string }): JSX.Element {
  const { written } = useSpokenOf()
  const hasPeople = written.size > 0 && text.includes('@')
  if (text.includes('#')) return <WithChannels text={text} />
  return hasPeople ? <Parts text={text} channels={noChannels} /> : <>{text}</>
}

function WithChannels({ text }: { readonly text: string }): JSX.Element {
  const { workspace } = useConversation()
  const { workspaces } = useReadable(useEngine().directory)
  const channels = workspaces.find(({ id }) => id === workspace)?.channels
  const names = useMemo(() => new Set(channels?.map(({ name }) => name)), [channels])
  return <Parts text={text} channels={names} />
}

interface PartsProps {
  readonly text: string
  readonly channels: ReadonlySet<string>
}

function Parts({ text, channels }: PartsProps): JSX.Element {
  const { written } = useSpokenOf()
  const parts = useMemo(() => splitNames(text, written, channels), [text, written, channels])
  return (
    <>
      {parts.map((part, index) => {
        switch (part.kind) {
          case 'text':
            return part.text
          case 'person':
            return part.user === everyone ? (
              <MentionOfAll key={index} />
            ) : (
              <Mention key={index} user={part.user} />
            )
          case 'channel':
            return <ChannelLink key={index} name={part.name} />
        }
      })}
    </>
  )
}

/** By the name that the person has now, whatever it was when this was written. */
function Mention({ user }: { readonly user: UserId }): JSX.Element {
  const { workspace, self } = useConversation()
  const tabIndex = useRowTabIndex()
  const name = useMemberName(workspace, user) ?? words.someone
  const [anchor, setAnchor] = useState<Rect>()
  return (
    <>
      <button
        type="button"
        dir="auto"
        tabIndex={tabIndex}
        className={classes(styles.mention, user === self && styles.own)}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        {words.mention(name)}
      </button>
      {anchor !== undefined && (
        <PersonCard workspace={workspace} user={user} anchor={anchor} onClose={() => setAnchor(undefined)} />
      )}
    </>
  )
}

/** It speaks to whoever reads it, but its author. No card is behind it, for all are nobody. */
function MentionOfAll(): JSX.Element {
  const { self } = useConversation()
  const { author } = useSpokenOf()
  return (
    <span className={classes(styles.mention, author !== self && styles.own)}>
      {words.mention(everyoneNamed.name)}
      <VisuallyHidden>{` ${words.all}`}</VisuallyHidden>
    </span>
  )
}

function ChannelLink({ name }: { readonly name: string }): JSX.Element {
  const { workspace } = useConversation()
  const { directory } = useEngine()
  const go = useGo()
  const tabIndex = useRowTabIndex()
  const open = (): void => {
    const channels = directory.read().workspaces.find(({ id }) => id === workspace)?.channels
    const channel = channels?.find((each) => each.name === name)
    if (channel !== undefined) go(workspace, channel.id)
  }
  return (
    <button type="button" dir="auto" tabIndex={tabIndex} className={styles.channel} onClick={open}>
      #{name}
    </button>
  )
}
