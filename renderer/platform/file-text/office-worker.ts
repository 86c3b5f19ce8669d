/** Looks into office files. */
import { readOffice } from './office-text.ts'
import { serveTaking } from './serve-taking.ts'

serveTaking(readOffice)
