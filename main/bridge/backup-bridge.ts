/** Main's answers on backups. */
import type { Bridge, BridgeName } from '../../core/bridge/contract.ts'
import type { Backups } from '../backup/backups.ts'

type BackupName = Extract<BridgeName, `backup.${string}`>

export const createBackupBridge = (backups: Backups): Pick<Bridge, BackupName> => ({
  'backup.filesHere': backups.filesHere,
  'backup.begin': ({ name, ...asked }) => backups.begin(name, asked),
  'backup.beginAgain': ({ name }) => backups.beginAgain(name),
  'backup.write': ({ ticket, bytes }) => backups.write(ticket, bytes),
  'backup.writeFiles': ({ ticket }) => backups.writeFiles(ticket),
  'backup.finish': ({ ticket }) => backups.finish(ticket),
  'backup.cancel': async ({ ticket }) => {
    await backups.cancel(ticket)
    return undefined
  },
  'backup.repeat': backups.repeat,
  'backup.endRepeat': backups.endRepeat,
  'backup.open': async ({ passphrase, into }) => backups.open(passphrase, into),
  'backup.feed': ({ ticket, bytes }) => backups.feed(ticket, bytes),
  'backup.end': async ({ ticket }) => backups.end(ticket),
  'backup.adopt': ({ ticket, passphrase }) => backups.adopt(ticket, passphrase),
  'backup.enter': ({ ticket }) => backups.enter(ticket),
  'backup.close': async ({ ticket }) => {
    await backups.close(ticket)
    return undefined
  },
})
