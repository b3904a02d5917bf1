'use client'

import { createContext, useContext, type ReactNode } from 'react'

interface Frame {
  /** Made anew for each page that the server renders; the keys of the page's forms are built on it. */
  seed: string
  timeZone: string
  /** When the server rendered the page. */
  now: number
  /** News for more subscribers waits until an owner agrees. */
  mostRecipients: number
}

const CurrentFrame = createContext<Frame>({ seed: '', timeZone: 'UTC', now: 0, mostRecipients: Infinity })

/** What every part of a page knows of it, the same on the server and in the browser. */
export function FrameProvider({ seed, timeZone, now, mostRecipients, children }: Frame & { children: ReactNode }) {
  return <CurrentFrame value={{ seed, timeZone, now, mostRecipients }}>{children}</CurrentFrame>
}

export function useFrame(): Frame {
  return useContext(CurrentFrame)
}
