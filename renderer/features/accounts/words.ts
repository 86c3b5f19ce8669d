import type { AddSeatFailure } from '../../../core/bridge/seats-contract.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('accounts')

export const addSeatFailureText = ({ kind }: AddSeatFailure): string => words.failures[kind]
