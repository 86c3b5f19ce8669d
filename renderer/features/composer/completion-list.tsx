import { AtSign, Hash } from 'lucide-react'
import type { JSX } from 'react'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Face } from '../faces/face.tsx'
import type { Option } from './completion.ts'
import styles from './completion-list.module.css'
import type { Completion } from './use-completion.ts'
import { words } from './words.ts'

/** Stands above the box while there is something to complete; the keyboard stays in the box. */
export function CompletionList({ completion }: { readonly completion: Completion }): JSX.Element {
  const { id, options, active, choose } = completion
  return (
    <>
      {options.length > 0 && (
        <div
          id={`${id}list`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no native list has pictures in its options
          role="listbox"
          tabIndex={-1}
          aria-label={words.suggestions}
          className={styles.list}
        >
          {options.map((option, index) => (
            // The box hears the keys.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
            <div
              key={option.insert + String(index)}
              id={`${id}option${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.option}
              // The box keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <OptionText option={option} />
            </div>
          ))}
        </div>
      )}
      <output>
        <VisuallyHidden>{options.length === 0 ? '' : words.suggested(options.length)}</VisuallyHidden>
      </output>
    </>
  )
}

function OptionText({ option }: { readonly option: Option }): JSX.Element {
  switch (option.kind) {
    case 'person':
      return (
        <>
          <Face name={option.person.name} id={option.person.user} size="small" />
          <span className={styles.name} dir="auto">
            {option.person.name}
          </span>
          {option.person.username !== undefined && (
            <bdi className={styles.note} dir="ltr">
              @{option.person.username}
            </bdi>
          )}
        </>
      )
    case 'all':
      return (
        <>
          <AtSign size={16} aria-hidden />
          <span className={styles.name}>{option.name}</span>
          <span className={styles.does}>{option.label}</span>
        </>
      )
    case 'channel':
      return (
        <>
          <Hash size={16} aria-hidden />
          <span className={styles.name} dir="auto">
            {option.channel.name}
          </span>
        </>
      )
    case 'command':
      return (
        <>
          <span className={styles.name}>{option.command.usage}</span>
          <span className={styles.does}>{option.command.text}</span>
        </>
      )
    case 'emoji':
      return (
        <>
          <span className={styles.emoji}>{option.emoji}</span>
          <span className={styles.name}>:{option.name}:</span>
        </>
      )
  }
}
