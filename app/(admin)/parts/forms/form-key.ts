'use client'

import { useId, useState } from 'react'
import { useFrame } from '../frame.tsx'

/**
 * The key under which what a form says is done once, however often it is sent. The first is the
 * server's, so that it is there without scripts, or that of what was typed `before` and is shown again;
 * `renew` makes the next one when it is used up.
 */
export function useFormKey(before?: string): { key: string; setKey: (key: string) => void; renew: () => void } {
  const { seed } = useFrame()
  const place = useId()
  const [key, setKey] = useState(before ?? (seed === '' ? '' : `${seed}${place}`))
  return { key, setKey, renew: () => setKey(randomKey()) }
}

const keyBytes = 16

/** `crypto.randomUUID` is there on https only, and a desk may be opened on http. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(keyBytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
