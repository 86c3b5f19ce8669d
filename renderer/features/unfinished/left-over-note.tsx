import type { JSX } from 'react'
import { Alert } from '../../ui/field.tsx'
import { words } from './words.ts'

/** The message that was being edited is gone, and what had been typed is in the box. */
export const LeftOverNote = (): JSX.Element => <Alert>{words.leftOver}</Alert>
