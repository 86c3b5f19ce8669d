import { createMemoryOutbox } from '../../../core/storage/memory-outbox.ts'
import { outboxContract } from '../../contracts/outbox-contract.ts'

outboxContract('memory', async () => {
  const outbox = createMemoryOutbox()
  return { outbox, restart: async () => outbox }
})
