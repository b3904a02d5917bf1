'use client'

import { useSyncExternalStore } from 'react'

/** Whether scripts run, for what does nothing without them: false on the server and until they do. */
export function useHasScripts(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
