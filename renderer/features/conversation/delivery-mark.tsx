import { Check, CheckCheck, CircleAlert, Clock3 } from 'lucide-react'
import type { JSX } from 'react'
import type { Delivery } from '../../../core/engine/engine.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './delivery-mark.module.css'
import { deliveryText } from './words.ts'

/** What became of one's own message: an icon, in words on hover and for screen readers. Why it was refused stands under it, for all. */
export function DeliveryMark({ delivery }: { readonly delivery: Delivery }): JSX.Element {
  const text = delivery.kind === 'refused' ? undefined : deliveryText(delivery)
  return (
    <span className={styles.mark} title={text} data-delivery={delivery.kind}>
      <DeliveryIcon delivery={delivery} />
      {text !== undefined && <VisuallyHidden>{text}</VisuallyHidden>}
    </span>
  )
}

function DeliveryIcon({ delivery }: { readonly delivery: Delivery }): JSX.Element {
  switch (delivery.kind) {
    case 'queued':
      return <Clock3 size={13} strokeWidth={2.2} aria-hidden />
    case 'relay':
      return <Check size={14} strokeWidth={2.2} aria-hidden />
    case 'arrived':
      return <CheckCheck size={14} strokeWidth={2.2} aria-hidden />
    case 'read':
      return <CheckCheck size={12} strokeWidth={2.6} aria-hidden />
    case 'refused':
      return <CircleAlert size={14} strokeWidth={2.2} aria-hidden />
  }
}
