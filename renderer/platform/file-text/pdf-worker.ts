/** Looks into PDF files. */
import './around-pdf.ts'
import { readPdf } from './pdf-text.ts'
import { serveTaking } from './serve-taking.ts'

serveTaking(readPdf)
