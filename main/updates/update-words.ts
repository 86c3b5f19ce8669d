/** For the administrator at the command line; the page has words of its own. */
import type { UpdateRefusal } from '../../core/bridge/updates-contract.ts'

const reasons: Readonly<Record<Exclude<UpdateRefusal['kind'], 'older' | 'changed'>, string>> = {
  unreachable: 'the folder has no description of a release for this system, or not its package',
  insecure: 'it does not come by https',
  'no-keys': 'this build has no key of its publisher',
  unsigned: 'the signature of the description (.minisig) is missing or torn',
  'other-publisher': 'somebody else has signed it',
  'other-product': 'it was signed for another product or system',
  stale: 'it is older than a release that was seen here, or than 90 days',
  clock: 'it is from the future: look at the clock of this machine',
  unreadable: 'its description makes no sense',
  'no-package': 'it has no package for the way in which Tidings was installed here',
  disk: 'it could not be written: the disk is full, or fails',
  'not-installed': "the system's installer failed",
}

export function refusalWords(why: UpdateRefusal): string {
  return `Tidings was not updated: ${reasonOf(why)}. Nothing was changed.`
}

function reasonOf(why: UpdateRefusal): string {
  if (why.kind === 'older') return `version ${why.version} is not newer than this one`
  if (why.kind === 'changed') return `the ${why.what} is not what was signed`
  return reasons[why.kind]
}
