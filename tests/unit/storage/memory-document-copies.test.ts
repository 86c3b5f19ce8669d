import { createMemoryDocumentCopies } from '../../../core/storage/memory-document-copies.ts'
import { documentCopiesContract } from '../../contracts/document-copies-contract.ts'

documentCopiesContract('memory', async () => createMemoryDocumentCopies())
