import { UserRoundPlus } from 'lucide-react'
import type { MenuItem } from '../../ui/menu.tsx'
import { words } from './words.ts'

export const addAccountItem = (choose: () => void): MenuItem => ({
  key: 'add-account',
  label: words.add,
  icon: <UserRoundPlus size={16} />,
  choose,
})
