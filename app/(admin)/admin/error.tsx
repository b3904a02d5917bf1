'use client'

import { databaseDigest } from '#app/doors/digests'
import { Trouble } from '../parts/trouble.tsx'

/** Shown where a page of the admin area could not be rendered. */
export default function AdminError({ error }: { error: Error & { digest?: string } }) {
  if (error.digest === databaseDigest) {
    return (
      <>
        <title>The database can’t be used right now</title>
        <Trouble />
      </>
    )
  }
  return (
    <div className="mt-10 max-w-[46rem]" role="alert">
      <title>Something went wrong</title>
      <h1 className="text-title leading-tight font-bold tracking-tight">This page could not be shown</h1>
      <p className="mt-4">
        Something went wrong on our side. Nothing that was saved is lost, and the public page is not affected by it.
      </p>
      <p className="mt-3">
        Try again. If it stays, tell whoever runs this server{error.digest ? ` the number ${error.digest}` : ''}: the
        log says more under it.
      </p>
      <p className="mt-6 flex flex-wrap gap-3">
        <button
          type="button"
          onClick={() => location.reload()}
          className="min-h-11 cursor-pointer rounded-control border border-text bg-text px-4 font-medium text-page"
        >
          Try again
        </button>
        <a href="/admin" className="inline-flex min-h-11 items-center">
          What is open now
        </a>
      </p>
    </div>
  )
}
