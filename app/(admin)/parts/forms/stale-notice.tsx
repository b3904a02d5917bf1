'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import type { Stale } from '#app/doors/forms/form-state'
import { Time } from '../../../../components/time.tsx'
import { useFrame } from '../frame.tsx'

interface StaleNoticeProps {
  stale: Stale
  /** What was typed and is not sent yet, where it is not in sight below. */
  own: string
  /** Where it comes up while somebody types: it is said, and leaves the focus where it is. */
  isQuiet?: boolean
  /** What else can be done about it. */
  children?: ReactNode
}

/** What others did while somebody was writing: theirs, and what is not sent yet. Nothing of either is lost. */
export function StaleNotice({ stale, own, isQuiet = false, children }: StaleNoticeProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isQuiet) box.current?.focus()
  }, [stale, isQuiet])
  const { timeZone, now } = useFrame()
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      autoFocus={!isQuiet}
      className="my-5 rounded-control border-2 border-degraded bg-degraded-tint px-4 py-3"
    >
      <p className="font-semibold">{stale.message}</p>
      <ol className="mt-2 grid gap-3" role="list">
        {stale.changes.map((change) => (
          <li key={`${change.at} ${change.did}`}>
            <p className="text-note">
              {change.isOwn ? 'You' : (change.by ?? 'Candor')}
              {', '}
              <Time at={change.at} now={Math.max(now, change.at)} timeZone={timeZone} form="short" />
            </p>
            {change.parts.map((part) => (
              <Quote key={part.label} label={part.label} text={part.text} />
            ))}
          </li>
        ))}
      </ol>
      {own !== '' && (
        <div className="mt-3">
          <p className="text-note">Yours, not saved yet</p>
          <Quote text={own} />
        </div>
      )}
      <p className="mt-3">
        Nothing of yours is lost, and nothing of it is saved yet. Send it all the same, or change it first.
      </p>
      {children}
    </div>
  )
}

function Quote({ label, text }: { label?: string; text: string }) {
  return (
    <blockquote className="mt-1 border-l-3 border-degraded pl-3 wrap-anywhere whitespace-pre-wrap">
      {label && <strong className="block font-semibold">{label}</strong>}
      {text}
    </blockquote>
  )
}
