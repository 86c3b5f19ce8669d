import { AtSign, MessagesSquare, FileText, Link, Paperclip, Pin, SmilePlus } from 'lucide-react'
import type { JSX } from 'react'
import type { Trait } from '../../../core/search/document.ts'
import type { OptionPlace } from '../../ui/find-dialog.tsx'
import { SubjectIcon } from '../conversation/subject-icon.tsx'
import { Face } from '../faces/face.tsx'
import styles from './offer-option.module.css'
import type { Offer } from './offers.ts'

interface OfferOptionProps extends OptionPlace {
  readonly offer: Offer
}

/** Who or what may stand behind the filter, among the options of the dialog. */
export function OfferOption({ id, offer, chosen, choose }: OfferOptionProps): JSX.Element {
  return (
    // Keys walk from the input; this hears the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <li
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- an option of the list above
      role="option"
      id={id}
      aria-selected={chosen}
      tabIndex={-1}
      className={styles.option}
      onMouseDown={(event) => event.preventDefault()} // the field keeps the focus
      onClick={choose}
    >
      <OfferSign offer={offer} />
      <span className={styles.label} dir="auto">
        {offer.label}
      </span>
      {offer.detail !== '' && (
        <span className={styles.detail} dir="auto">
          {offer.detail}
        </span>
      )}
    </li>
  )
}

const traitIcons = {
  link: Link,
  mention: AtSign,
  reaction: SmilePlus,
  answer: MessagesSquare,
  file: Paperclip,
  pin: Pin,
  document: FileText,
} as const satisfies Readonly<Record<Trait, unknown>>

function OfferSign({ offer: { label, shows } }: Pick<OfferOptionProps, 'offer'>): JSX.Element {
  if (shows.kind === 'person') return <Face name={label} id={shows.user} size="small" />
  if (shows.kind === 'conversation') {
    const { subject } = shows
    const [other] =
      subject.kind === 'sealed' && subject.conversation.kind === 'dm' ? subject.conversation.others : []
    return other === undefined ? (
      <span className={styles.sign}>
        <SubjectIcon subject={subject} size={16} />
      </span>
    ) : (
      <Face name={label} id={other} size="small" />
    )
  }
  const Icon = traitIcons[shows.trait]
  return (
    <span className={styles.sign}>
      <Icon size={16} aria-hidden />
    </span>
  )
}
