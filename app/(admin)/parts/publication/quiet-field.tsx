'use client'

import { TickBox } from '../forms/fields.tsx'

/** Whether subscribers are left alone. The next step says how many they would be. */
export function QuietField() {
  return (
    <TickBox
      name="isQuiet"
      label="Post quietly"
      hint="No subscriber is told. It stands on the page and in the feeds all the same, and the audit log says that it was quiet."
    />
  )
}
