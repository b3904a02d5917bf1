'use client'

import type { CustomerLink } from '#domain/support/customer-links'
import { Time } from '../../../components/time.tsx'
import { Disclosure } from '../parts/forms/disclosure.tsx'
import { useFrame } from '../parts/frame.tsx'
import { SubmitButton } from '../parts/forms/submit-button.tsx'
import { customerAnchor } from './customer-words.ts'

interface CustomerRowProps {
  link: CustomerLink
  canMark: boolean
  canTell: boolean
}

/** A customer or ticket: what it is called, who linked it, who told it, and the one button that matters. */
export function CustomerRow({ link, canMark, canTell }: CustomerRowProps) {
  const { id, reference, url, name, isTold } = link
  const words = name ? `${reference}, ${name}` : reference
  return (
    <li id={customerAnchor(id)} className="border-line py-3 not-first:border-t">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p className="font-medium">
            {url === null ? (
              reference
            ) : (
              <a href={url} rel="noopener noreferrer" className="-my-2.5 inline-block py-2.5">
                {reference}
              </a>
            )}
            {name && <span className="font-normal">{` · ${name}`}</span>}
          </p>
          <p className="text-note text-muted">
            <History link={link} />
          </p>
        </div>
        {canMark && canTell && !isTold && (
          <SubmitButton intent={`told:${id}`} label={`Told: ${words}`}>
            Told
          </SubmitButton>
        )}
      </div>
      {canMark && (
        <Disclosure summary="More" label={`More about ${words}`} isOpen={false} className="-mt-1 -mb-2 text-note">
          <p className="flex flex-wrap gap-3 pb-1">
            {link.toldAt !== null && (
              <SubmitButton look="plain" intent={`undo:${id}`} label={`Not told after all: ${words}`}>
                Not told after all
              </SubmitButton>
            )}
            <SubmitButton look="danger" intent={`unlink:${id}`} label={`Take off this incident: ${words}`}>
              Take off this incident
            </SubmitButton>
          </p>
        </Disclosure>
      )}
    </li>
  )
}

function History({ link }: { link: CustomerLink }) {
  const { now, timeZone } = useFrame()
  const time = (at: number) => <Time at={at} now={Math.max(now, at)} timeZone={timeZone} form="short" />
  return (
    <>
      {link.toldAt !== null && (
        <>
          <strong className="font-semibold text-text">{link.isTold ? 'Told' : 'Told before it was over'}</strong>
          {` by ${link.toldByName ?? 'somebody'}, `}
          {time(link.toldAt)}
          {' · '}
        </>
      )}
      {`linked by ${link.linkedByName ?? 'somebody'}, `}
      {time(link.linkedAt)}
    </>
  )
}
